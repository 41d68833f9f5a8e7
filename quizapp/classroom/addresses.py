"""In which networks this machine is, under which address phones reach it, and what to do if not."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# Names of interfaces that no phone of a classroom is behind, in small letters.
_UNSEEN = re.compile(
    r"^(lo\d*|docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|podman|tun|tap|wg|utun|"
    r"ppp|ipsec|tailscale|zt|nordlynx|proton|awdl|llw|anpi|gif|stf|isatap|teredo)"
    r"|loopback|vethernet|hyper-v|virtualbox|vmware|vpn|wireguard|tap-windows|wintun|tailscale|"
    r"zerotier|hamachi|bluetooth|npcap|wsl|pseudo"
)
_UNSEEN_RANGES = tuple(
    ipaddress.ip_network(text)
    for text in (
        "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "198.18.0.0/15",
        "0.0.0.0/8", "224.0.0.0/4", "::1/128", "fe80::/10", "ff00::/8", "fd7a:115c:a1e0::/48",
    )
)  # fmt: skip
"""Loopback, link-local, carrier and VPN ranges, Tailscale's."""
_CONTAINERS = ipaddress.ip_network("172.17.0.0/16")
"""Docker's usual one: named last, as a school may have it too."""
_HOTSPOTS = tuple(
    ipaddress.ip_network(text) for text in ("192.168.137.0/24", "10.42.0.0/24")
)  # fmt: skip
"""That a laptop itself makes: Windows, NetworkManager."""
_WIRELESS = re.compile(r"^(wl|wifi|ath|ra\d)|wi-?fi|wlan|wireless|airport")

FIREWALLS = {
    "win32": "Windows asks once whether QuizApp may be reached: allow it for private networks. "
    "Later that is under Settings, Privacy and security, Windows Security, Firewall, Allow an app.",
    "darwin": "Under System Settings, Network, Firewall, allow incoming connections for QuizApp.",
    "linux": "If a firewall is on, open the port: sudo ufw allow {port}/tcp, or "
    "sudo firewall-cmd --add-port={port}/tcp.",
}
ISOLATION = (
    "If the address opens on this machine but on no phone, the Wi-Fi keeps its devices apart, as "
    "many school and guest networks do. Use a hotspot of this machine or of a phone, and let the "
    "phones join that one; it needs no internet. Without any network, let pupils raise hands, and "
    "type in how many."
)


@dataclass(frozen=True, slots=True)
class Network:
    """``address``: of this machine in it. ``words``: what to call it: "Wi-Fi (wlan0)"."""

    address: str
    interface: str
    words: str

    @property
    def is_v6(self) -> bool:
        return ":" in self.address


@dataclass(frozen=True, slots=True)
class Finding:
    """Of the self-test. ``advice``: what to do; "" where there is nothing to do."""

    ok: bool
    words: str
    advice: str = ""


def networks(adapters: Iterable[Any] | None = None) -> list[Network]:
    """Those that phones can be in, the likeliest first; IPv6 only where a network has no IPv4.

    ``adapters``: as ``ifaddr.get_adapters`` gives them.
    """
    if adapters is None:
        import ifaddr

        adapters = ifaddr.get_adapters()
    found = [each for adapter in adapters for each in _of(adapter)]
    return sorted(found, key=_likelihood)


def changed(before: Sequence[Network], now: Sequence[Network]) -> bool:
    """Whether another address is there, or one is gone."""
    return {each.address for each in before} != {each.address for each in now}


def is_free(address: str, port: int) -> bool:
    """Whether one could listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        if sys.platform != "win32":  # there it would let two programs have the same port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True


def reaches_itself(address: str, port: int, seconds: float = 3.0) -> bool:
    """Whether this machine gets the join page under the address that phones use."""
    connection = http.client.HTTPConnection(address, port, timeout=seconds)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def self_test(
    address: str,
    port: int,
    *,
    reaches: Callable[[str, int], bool] = reaches_itself,
    platform: str = sys.platform,
) -> list[Finding]:
    """Of a host that is running; it takes up to three seconds. What it cannot test is said too."""
    firewall = FIREWALLS.get(platform, FIREWALLS["linux"]).format(port=port)
    if not reaches(address, port):
        words = f"This machine does not reach itself at {address}, port {port}."
        return [Finding(False, words, firewall)]
    return [
        Finding(True, f"This machine reaches itself at {address}, port {port}."),
        Finding(True, "Now open the address on one phone. If nothing comes there:", firewall),
        Finding(True, "If that does not help:", ISOLATION),
    ]


def _of(adapter: Any) -> list[Network]:
    nice = str(adapter.nice_name)
    names = (str(adapter.name).lower(), nice.lower())
    if any(_UNSEEN.search(name) for name in names):
        return []
    addresses = [ip.ip if isinstance(ip.ip, str) else ip.ip[0] for ip in adapter.ips]
    seen = [address for address in addresses if _is_seen(address)]
    old = [address for address in seen if ":" not in address]
    return [Network(address, nice, _words(address, nice)) for address in old or seen[:1]]


def _is_seen(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not any(address in each for each in _UNSEEN_RANGES)


def _words(address: str, interface: str) -> str:
    if any(ipaddress.ip_address(address) in each for each in _HOTSPOTS):
        return f"Hotspot of this machine ({interface})"
    if _WIRELESS.search(interface.lower()):
        return f"Wi-Fi ({interface})"
    return f"Cable or other network ({interface})"


def _likelihood(network: Network) -> tuple[int, int, str]:
    kinds = ("Hotspot", "Wi-Fi", "Cable")
    kind = next(n for n, word in enumerate(kinds) if network.words.startswith(word))
    address = ipaddress.ip_address(network.address)
    late = network.is_v6 or not address.is_private or address in _CONTAINERS
    return (int(late), kind, network.interface)
