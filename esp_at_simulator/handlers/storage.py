"""Basic AT commands: the flash, its file system and its key store."""

from typing import Any

from custom_components.esp_at.at.commands import basic

from ..dispatcher import FAILED, Refused, check_before_prompt
from .base import Handlers

SECTOR = 4096


class FlashHandlers(Handlers):
    """AT+SYSFLASH."""

    @basic.GetFlashPartitions.handler
    async def get_partitions(
        self, command: basic.GetFlashPartitions
    ) -> tuple[basic.FlashPartition, ...]:
        """List the partitions."""
        return tuple(
            basic.FlashPartition(
                partition=partition.name,
                type=partition.type,
                subtype=partition.subtype,
                address=partition.address,
                size=partition.size,
            )
            for partition in self.profile.partitions
        )

    @basic.EraseFlash.handler
    async def erase(self, command: basic.EraseFlash) -> None:
        """Erase whole sectors."""
        content = self._partition(command.partition)
        start, length = command.offset or 0, command.length
        length = len(content) if length is None else length
        self.require(start % SECTOR == length % SECTOR == 0, FAILED)
        self.require(start + length <= len(content), FAILED)
        await self.module.sleep(length / SECTOR * 0.02)
        content[start : start + length] = b"\xff" * length

    @check_before_prompt(basic.WriteFlash)
    def check_write(self, values: dict[str, Any]) -> None:
        """Refuse what is beyond the partition."""
        content = self._partition(values["partition"])
        self.require(values["offset"] < len(content), FAILED)

    @basic.WriteFlash.handler
    async def write(self, command: basic.WriteFlash) -> None:
        """Clear bits; only erasing sets them."""
        content, start = self._partition(command.partition), command.offset
        self.require(start + len(command.data) <= len(content), FAILED)
        for index, byte in enumerate(command.data, start=start):
            content[index] &= byte

    @basic.ReadFlash.handler
    async def read(self, command: basic.ReadFlash) -> basic.FlashData:
        """Read."""
        content = self._partition(command.partition)
        end = command.offset + command.length
        self.require(end <= len(content), FAILED)
        data = bytes(content[command.offset : end])
        return basic.FlashData(length=len(data), data=data)

    def _partition(self, name: str) -> bytearray:
        try:
            return self.nvs.flash[name]
        except KeyError:
            raise Refused(code=FAILED) from None


class FileHandlers(Handlers):
    """AT+FS, in builds with a file system."""

    @basic.DeleteFile.handler
    async def delete(self, command: basic.DeleteFile) -> None:
        """Delete a file."""
        self._file(command.file_name)
        del self.nvs.files[command.file_name]

    @check_before_prompt(basic.WriteFile)
    def check_write(self, values: dict[str, Any]) -> None:
        """Refuse while the file system is not mounted."""
        self.require(self.state.files_mounted)

    @basic.WriteFile.handler
    async def write(self, command: basic.WriteFile) -> None:
        """Write into a file, which it makes longer where needed."""
        content = self.nvs.files.setdefault(command.file_name, bytearray())
        content.extend(bytes(max(command.offset - len(content), 0)))
        content[command.offset : command.offset + len(command.data)] = command.data

    @basic.ReadFile.handler
    async def read(self, command: basic.ReadFile) -> basic.FileData:
        """Read from a file."""
        content = self._file(command.file_name)
        self.require(command.offset < len(content))
        data = bytes(content[command.offset : command.offset + command.length])
        return basic.FileData(length=len(data), data=data)

    @basic.GetFileSize.handler
    async def get_size(self, command: basic.GetFileSize) -> basic.FileSize:
        """Report how long a file is."""
        return basic.FileSize(size=len(self._file(command.file_name)))

    @basic.ListFiles.handler
    async def list_files(self, command: basic.ListFiles) -> tuple[basic.FileEntry, ...]:
        """List the files of the root."""
        self.require(self.state.files_mounted and command.folder == ".")
        return tuple(basic.FileEntry(file_name=name) for name in self.nvs.files)

    @basic.MountFileSystem.handler
    async def mount(self, command: basic.MountFileSystem) -> None:
        """Mount the file system, or give its memory back."""
        self.state.files_mounted = bool(command.mount)

    def _file(self, name: str) -> bytearray:
        self.require(self.state.files_mounted and name in self.nvs.files)
        return self.nvs.files[name]


class KeyStoreHandlers(Handlers):
    """AT+SYSMFG."""

    @basic.GetStoredNamespaces.handler
    async def get_namespaces(
        self, command: basic.GetStoredNamespaces
    ) -> tuple[basic.StoredNamespace, ...]:
        """List the name spaces; reading the flash takes its time."""
        await self.module.sleep(0.8)
        return tuple(basic.StoredNamespace(namespace=name) for name in self.nvs.stored)

    @basic.EraseStored.handler
    async def erase(self, command: basic.EraseStored) -> None:
        """Erase a key, or a name space."""
        keys = self._namespace(command.namespace)
        if command.key is None:
            del self.nvs.stored[command.namespace]
        else:
            self.require(command.key in keys)
            del keys[command.key]

    @basic.ReadStored.handler
    async def read(self, command: basic.ReadStored) -> tuple[basic.StoredValue, ...]:
        """Read a value, or list keys or name spaces."""
        if command.namespace is None:
            return tuple(basic.StoredValue(namespace=name) for name in self.nvs.stored)
        keys = self._namespace(command.namespace)
        if command.key is None:
            return tuple(
                basic.StoredValue(
                    namespace=command.namespace,
                    key=key,
                    type=basic.StoredType(kind),
                )
                for key, (kind, _) in keys.items()
            )
        self.require(command.key in keys)
        kind, value = keys[command.key]
        start = command.offset or 0
        end = len(value) if command.length is None else start + command.length
        return (
            basic.StoredValue(
                namespace=command.namespace,
                key=command.key,
                type=basic.StoredType(kind),
                length=len(value[start:end]),
                data=value[start:end],
            ),
        )

    @basic.WriteStored.handler
    async def write(self, command: basic.WriteStored) -> None:
        """Write a value."""
        keys = self.nvs.stored.setdefault(command.namespace, {})
        keys[command.key] = (int(command.type), command.data)

    def _namespace(self, name: str) -> dict[str, tuple[int, bytes]]:
        self.require(name in self.nvs.stored)
        return self.nvs.stored[name]
