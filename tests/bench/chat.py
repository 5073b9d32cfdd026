"""How quick the chat stays: many tabs at once, each on a long conversation, each opening citations.

    python -m tests.bench.chat [--sessions 50] [--messages 200] [--clicks 10] [--pause 2.0]

A server over the fakes on a free port of loopback; the tabs are WebSocket clients that speak Streamlit's protocol and
do nothing but count the time from a click to the end of its run. Bounded: sessions × clicks, then everything ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from assistant.answer import Answer, Status
from assistant.conversation import Conversations, TurnState
from tests.ui.browser import server
from tests.ui.fakes import citation, sample
from ui.server import USER_COOKIE

_RUN_LIMIT = 60.0


@dataclass(slots=True)
class Tab:
    """One reader's tab: its connection, what of the page is needed for a click, the times measured in seconds."""

    socket: ClientConnection
    query: str
    bridge: str = ""
    fragment: str = ""
    first: float = 0.0
    clicks: list[float] = field(default_factory=list)
    size: int = 0

    async def run(self, message: BackMsg) -> float:
        """Send a message and wait for the end of the script run; the seconds it took."""
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        self.size = 0
        while True:
            data = await asyncio.wait_for(self.socket.recv(), _RUN_LIMIT)
            assert isinstance(data, bytes)
            self.size += len(data)
            heard = ForwardMsg.FromString(data)
            self._note(heard)
            if heard.WhichOneof("type") == "script_finished":
                return time.perf_counter() - began

    def _note(self, heard: ForwardMsg) -> None:
        """Remember where the bridge is mounted: its events are what a click sends."""
        element = heard.delta.new_element
        if heard.WhichOneof("type") == "delta" and element.WhichOneof("type") == "bidi_component":
            self.bridge, self.fragment = element.bidi_component.id, heard.delta.fragment_id

    async def open(self) -> None:
        """Load the page."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        self.first = await self.run(message)

    async def click(self, ref: str, turn: int, n: int) -> None:
        """Open a citation."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = self.fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{self.bridge}__events"
        value = {"kind": "open", "ref": ref, "turn": turn, "n": n, "lang": None}
        state.json_trigger_value = json.dumps([{"event": "event", "value": value}])
        self.clicks.append(await self.run(message))


def fill(home: Path, users: list[str], messages: int) -> dict[str, tuple[str, int]]:
    """A long conversation for every user; its id and the last turn."""
    store = Conversations.in_home(home)
    cited = [p for p in sample()[0].paragraphs if p.id.endswith(("#op5", "#op8", "#pp9"))]
    citations = tuple(citation(n, p) for n, p in enumerate(cited, 1))
    text = "\n".join(f"- « {c.quote} » [{c.n}] ;" for c in citations)
    answer = Answer("q", "q", "fr", Status.ANSWERED, "extractive", text, citations)
    made = {}
    for user in users:
        conversation = store.begin(user, "Une longue conversation")
        for n in range(messages // 2):
            turn = store.ask(user, conversation.id, f"Question {n} ?")
            store.finish(turn.id, TurnState.DONE, answer)
        made[user] = (conversation.id, turn.id)
    store.close()
    return made


async def reader(address: str, user: str, opened: tuple[str, int], clicks: int, pause: float) -> Tab:
    """One reader: load, then open citations with pauses between."""
    headers = {"Cookie": f"{USER_COOKIE}={user}"}
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(url, additional_headers=headers, max_size=None, proxy=None) as socket:
        tab = Tab(socket, f"conv={opened[0]}")
        await tab.open()
        for n in range(clicks):
            await asyncio.sleep(random.uniform(0, 2 * pause))
            ref, number = (("A/RES/62/27#op5", 2), ("A/RES/62/27#op8", 3))[n % 2]
            await tab.click(ref, opened[1], number)
        return tab


async def _readers(address: str, made: dict[str, tuple[str, int]], clicks: int, pause: float) -> list[Tab]:
    return await asyncio.gather(*(reader(address, user, opened, clicks, pause) for user, opened in made.items()))


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("sessions", 50), ("messages", 200), ("clicks", 10)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--pause", type=float, default=2.0, help="mean seconds between two clicks of one reader")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        made = fill(home, [f"reader{n}" for n in range(given.sessions)], given.messages)
        with server("tests.ui.fake_server", home, Path(folder) / "log") as address:
            tabs = asyncio.run(_readers(address, made, given.clicks, given.pause))
    clicks = [1000 * seconds for tab in tabs for seconds in tab.clicks]
    loads = [1000 * tab.first for tab in tabs]
    print(f"{given.sessions} sessions, {given.messages} messages each, {len(clicks)} clicks")
    print(f"click ms: p50 {statistics.median(clicks):.0f}, p95 {percentile(clicks, 0.95):.0f}, max {max(clicks):.0f}")
    print(f"load ms (all at once): p50 {statistics.median(loads):.0f}, p95 {percentile(loads, 0.95):.0f}")
    print(f"bytes of a click: {statistics.median([tab.size for tab in tabs]):.0f}")


if __name__ == "__main__":
    main()
