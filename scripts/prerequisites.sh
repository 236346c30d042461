# shellcheck shell=bash disable=SC2034,SC2154
# What the scripts need of the machine: Swift, and Debian packages. Sourced, not run.
# The caller is a bash script with `set -euo pipefail` and has set $root, the repository.

# The oldest Swift that builds this program.
readonly swift_wanted=6.3

# Debian packages the build needs, each with the reason for it.
readonly build_packages=(
    "git: fetches the Swift packages"
    "ca-certificates: lets git check whom it fetches from"
    "g++: brings the C and C++ headers and the linker"
    "pkg-config: tells where the libraries lie"
    "libsqlite3-dev: SQLite, which holds the log"
    "zlib1g-dev: zlib, which reads compressed WebSocket messages"
    "libzstd-dev: Zstandard, which makes the log small"
)

say() { printf '%s\n' "$*" >&2; }

give_up() {
    say "$(basename "$0"): $*"
    exit 1
}

# Ends with one sentence when Swift is missing or too old.
need_swift() {
    local version
    command -v swift >/dev/null ||
        give_up "Swift $swift_wanted is needed and there is no swift in PATH; get it from swift.org/install."
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    is_at_least "$version" "$swift_wanted" ||
        give_up "Swift $swift_wanted is needed and swift in PATH is ${version:-of an unknown version}; get it from swift.org/install."
}

# is_at_least VERSION WANTED: whether VERSION is WANTED or newer.
is_at_least() {
    [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_packages "NAME: REASON"…: installs the Debian packages that are missing and says which and why.
need_packages() {
    local line name missing=()
    if ! command -v dpkg-query >/dev/null; then
        say "This is no Debian or Ubuntu machine; if something is missing, install the like of: ${*%%:*}"
        return 0
    fi
    for line in "$@"; do
        name=${line%%:*}
        is_installed "$name" && continue
        missing+=("$name")
        say "Installing the Debian package $name:${line#*:}."
    done
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}" ||
        give_up "these Debian packages could not be installed: ${missing[*]}"
}

# install_packages NAME…: fetches fresh package lists only when the ones at hand are not enough.
install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || give_up "not root and no sudo here; as root, run: apt-get install $*"
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    local install=("${apt[@]}" install -y --no-install-recommends "$@")
    if "${install[@]}" </dev/null >&2 2>/dev/null; then return 0; fi
    "${apt[@]}" update </dev/null >&2 || say "The package lists could not be fetched anew; trying with the old ones."
    "${install[@]}" </dev/null >&2
}

# The one way this package is built: an import that Package.swift doesn't grant is an error.
swift_build() {
    swift build --package-path "$root" --explicit-target-dependency-import-check error "$@"
}
