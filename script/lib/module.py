"""A module as Home Assistant's own interface shows it."""

from typing import Any, Self

from script.lib.api import Api, eventually

DOMAIN = "esp_at"
MISSING = {"unavailable", "unknown"}


class Module:
    """The device and the entities of one config entry."""

    def __init__(self, api: Api, entry_id: str, device_id: str) -> None:
        """Keep where to look; use :meth:`of_entry` to find a module."""
        self.api = api
        self.entry_id = entry_id
        self.device_id = device_id
        self._entity_ids: dict[str, str] = {}

    @classmethod
    async def of_entry(cls, api: Api, entry_id: str) -> Self:
        """Find the device of an entry, and the entities that are enabled.

        Those of kept connections and of the keyboard are not the module's.
        """
        return await cls._find(api, entry_id, None)

    async def keyboard(self) -> Self:
        """Find the keyboard of the module, and the entities that are enabled."""
        return await self._find(self.api, self.entry_id, self.device_id)

    @classmethod
    async def _find(cls, api: Api, entry_id: str, above: str | None) -> Self:
        device = next(
            device
            for device in await api.command("config/device_registry/list")
            if None in device["config_entries_subentries"].get(entry_id, ())
            and device["via_device_id"] == above
        )
        found = cls(api, entry_id, device["id"])
        for entity in await api.command("config/entity_registry/list"):
            if entity["device_id"] == device["id"] and entity["disabled_by"] is None:
                platform, _ = entity["entity_id"].split(".")
                _, key = entity["unique_id"].split("_", 1)
                found._entity_ids[f"{platform}.{key}"] = entity["entity_id"]
        return found

    async def connection_page(self, name: str) -> str:
        """Return the path of the page of a kept connection; raise LookupError."""
        for device in await self.api.command("config/device_registry/list"):
            if self.entry_id in device["config_entries"] and device["name"] == name:
                return f"/config/devices/device/{device['id']}"
        raise LookupError(f"no connection is called {name}")

    @property
    def path(self) -> str:
        """Return the path of its device page."""
        return f"/config/devices/device/{self.device_id}"

    @property
    def page(self) -> str:
        """Return where its device page is."""
        return f"{self.api.url}{self.path}"

    def entity_id(self, name: str) -> str:
        """Return the entity of a name such as ``sensor.signal``."""
        return self._entity_ids[name]

    async def state(self, name: str) -> str:
        """Return what an entity shows."""
        shown: str = (await self.api.get(f"/api/states/{self.entity_id(name)}"))[
            "state"
        ]
        return shown

    async def states(self) -> dict[str, str]:
        """Return what every entity shows, by its name."""
        shown = {
            entity["entity_id"]: entity["state"]
            for entity in await self.api.get("/api/states")
        }
        return {
            name: shown.get(entity_id, "unavailable")
            for name, entity_id in self._entity_ids.items()
        }

    async def switch_on(self) -> None:
        """Make it a keyboard, and wait until a host uses it; raise TimeoutError."""
        await self.api.call(
            "switch.turn_on", target={"entity_id": self.entity_id("switch.keyboard")}
        )
        await eventually(self.used, seconds=10, what="the keyboard's host")

    async def used(self) -> bool:
        """Tell whether a host uses the keyboard."""
        return await self.state("binary_sensor.keyboard_host") == "on"

    async def available(self) -> bool:
        """Tell whether the module answers."""
        return await self.state("binary_sensor.wifi") not in MISSING

    async def unavailable(self) -> bool:
        """Tell whether the module does not answer."""
        return await self.state("binary_sensor.wifi") == "unavailable"

    async def call(self, action: str, *, respond: bool = True, **data: object) -> Any:
        """Call one of the integration's actions and return its response, if it has one."""
        return await self.api.call(
            f"{DOMAIN}.{action}",
            {"config_entry_id": self.entry_id, **data},
            respond=respond,
        )

    async def join(self, ssid: str, password: str) -> None:
        """Join a network and wait until every entity knows of it."""
        await self.call("join_wifi", ssid=ssid, password=password)

        async def is_joined() -> bool:
            return await self.state("sensor.ssid") == ssid

        await eventually(is_joined, seconds=10, what=f"being joined to {ssid}")
