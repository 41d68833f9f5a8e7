"""Networks, QR codes, names: the parts of the classroom that need no phone."""

from __future__ import annotations

import re
import socket
from types import SimpleNamespace
from typing import Any

import pytest

from quizapp.classroom import qr
from quizapp.classroom.addresses import (
    Network,
    changed,
    is_free,
    networks,
    reaches_itself,
    self_test,
)
from quizapp.classroom.names import is_decent
from quizapp.classroom.start import choose_network
from quizapp.errors import QuizError


def adapter(name: str, *addresses: str, nice: str = "") -> Any:
    ips = [
        SimpleNamespace(ip=(each, 0, 0) if ":" in each else each, network_prefix=24)
        for each in addresses
    ]
    return SimpleNamespace(name=name, nice_name=nice or name, ips=ips)


def found(*adapters: Any) -> list[tuple[str, str]]:
    return [(each.address, each.words) for each in networks(adapters)]


def test_the_networks_are_those_that_phones_can_be_in() -> None:
    here = found(
        adapter("lo", "127.0.0.1", "::1"),
        adapter("eth0", "192.168.1.5", "fe80::1", "2001:db8::5"),
        adapter("wlan0", "10.0.7.31"),
        adapter("docker0", "172.17.0.1"), adapter("br-1a2b", "172.18.0.1"),
        adapter("tun0", "10.8.0.2"), adapter("wg0", "10.9.0.2"),
        adapter("tailscale0", "100.99.1.2"), adapter("utun3", "10.11.0.2"),
        adapter("virbr0", "192.168.122.1"), adapter("eth1", "169.254.3.4"),
    )  # fmt: skip
    assert here == [
        ("10.0.7.31", "Wi-Fi (wlan0)"), ("192.168.1.5", "Cable or other network (eth0)"),
    ]  # fmt: skip


def test_adapters_of_windows_are_known_by_what_they_are_called() -> None:
    assert found(
        adapter("{1A}", "172.28.0.1", nice="Hyper-V Virtual Ethernet Adapter"),
        adapter("{2B}", "192.168.56.1", nice="VirtualBox Host-Only Ethernet Adapter"),
        adapter("{3C}", "10.8.0.6", nice="TAP-Windows Adapter V9"),
        adapter("{4D}", "192.168.137.1", nice="Microsoft Wi-Fi Direct Virtual Adapter"),
        adapter("{5E}", "192.168.0.20", nice="Intel(R) Wi-Fi 6 AX200"),
    ) == [
        ("192.168.137.1", "Hotspot of this machine (Microsoft Wi-Fi Direct Virtual Adapter)"),
        ("192.168.0.20", "Wi-Fi (Intel(R) Wi-Fi 6 AX200)"),
    ]


def test_the_new_internet_protocol_is_taken_only_where_there_is_no_old_one() -> None:
    only_new = adapter("wlan0", "fe80::9", "fd12:3456::9")
    assert found(only_new) == [("fd12:3456::9", "Wi-Fi (wlan0)")]
    assert found(only_new, adapter("eth0", "192.168.1.5"))[0][0] == "192.168.1.5"


def test_another_network_is_noticed() -> None:
    here = [Network("10.0.0.5", "wlan0", "Wi-Fi (wlan0)")]
    assert not changed(here, list(here))
    assert changed(here, []) and changed(here, [Network("10.0.0.6", "wlan0", "Wi-Fi (wlan0)")])


def test_without_a_network_it_says_what_to_do() -> None:
    with pytest.raises(QuizError, match="hotspot"):
        choose_network(None, [])
    assert choose_network("127.0.0.1", []).address == "127.0.0.1"


def test_the_self_test_says_what_to_do() -> None:
    (failed,) = self_test("10.0.0.5", 8765, reaches=lambda *_: False, platform="win32")
    assert not failed.ok and "private networks" in failed.advice
    passed = self_test("10.0.0.5", 8765, reaches=lambda *_: True, platform="linux")
    assert all(each.ok for each in passed)
    advice = " ".join(each.advice for each in passed)
    assert "ufw allow 8765/tcp" in advice and "hotspot" in advice
    assert "the Wi-Fi keeps its devices apart" in advice and "raise hands" in advice


def test_a_port_is_free_or_it_is_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free("127.0.0.1", port)
    assert is_free("127.0.0.1", port)
    assert not reaches_itself("127.0.0.1", port, 1)


def test_a_qr_code_has_a_light_border_and_is_the_same_in_each_form() -> None:
    url = "http://192.168.178.45:8765/j/K7MQ"
    rows = qr.squares(url)
    assert len(rows) == len(rows[0]) == 29 + 2 * qr.BORDER  # version 3: seen from the last row
    assert not any(any(row) for row in (*rows[: qr.BORDER], *rows[-qr.BORDER :]))
    assert all(rows[qr.BORDER][qr.BORDER + n] for n in range(7))  # a corner that is looked for
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in qr.svg(url)
    lines = qr.text(url).splitlines()
    assert (len(lines), {len(line) for line in lines}) == (19, {37})
    assert set("".join(lines)) <= set(" ▄▀█")


@pytest.mark.parametrize(
    "name",
    ["Ada", "Анна", "Zoë", "O'Brien", "李明", "محمد", "Jean-Luc", "Scunthorpe", "Cassandra",
     "Schwarzenegger", "Nazir", "Monique", "Moby Dick", "Essex 4", "Nigeria", "quiet heron"],
)  # fmt: skip
def test_nobody_is_refused_for_the_name_they_have(name: str) -> None:
    assert is_decent(name)


@pytest.mark.parametrize(
    "name",
    ["sh1t", "S.H.I.T", "ѕhіt", "ＳＨＩＴ", "shiiit", "s h i t", "sh\u0301it", "xx5hitheadxx",
     "H1TLER", "arschl0ch", "мудак", "kurwa", "http://x.y", "www.x.com", "...", ""],
)  # fmt: skip
def test_names_that_hurt_are_refused_however_they_are_spelt(name: str) -> None:
    assert not is_decent(name)


def test_the_list_of_words_holds_no_word() -> None:
    from quizapp.paths import resource

    lines = resource("names", "words.txt").read_text().split()
    assert len(lines) > 150
    assert all(re.fullmatch(r"[+=]\d\d[0-9a-f]{14}", line) for line in lines)
