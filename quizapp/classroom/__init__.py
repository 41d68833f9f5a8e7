"""The live host on the local network: aiohttp in a thread of its own. Qt is not known here.

| path | what |
|---|---|
| ``GET /`` and ``GET /j/CODE`` | the join page: one file with all it needs, in one language |
| ``GET /ws`` | the WebSocket of a player |
| ``GET /words/de.json`` | the words of another language than the page came in |
| ``GET /picture/ID`` | a picture of a question that is open |
| ``GET /land.json`` | coasts for questions about places on the map |

Messages are JSON objects; ``t`` says which. All text is shown as text, never as HTML.

A player sends

- ``{"t": "hello", "code": "K7MQ"}``: what is there to join; answered by ``lobby``
- ``{"t": "join", "code": "K7MQ", "name": "Ada", "learner": "id", "team": 0, "nonce": "..."}``:
  ``name`` where names are free, ``learner`` where they are chosen from the roster, neither where
  they are given; the name of a seat that is open (``back``) takes that one, with its score.
  ``nonce``: 16 letters or more that only this phone knows: again with the same is the same seat
- ``{"t": "resume", "token": "..."}``: after a refresh, sleep, a change of network
- ``{"t": "answer", "id": "a1", "turn": 3, "response": ..., "ms": 5310}``: ``ms`` since this phone
  showed the question; the same ``id`` twice is the same answer
- ``{"t": "next", "turn": 3}``: on to the next question, at one's own pace
- ``{"t": "pong", "n": 7}``

The host sends

- ``{"t": "lobby", "name": ..., "naming": "generated", "roster": [{"id", "name", "taken"}],
  "teams": 0, "joinable": true, "back": false}``: ``back``: some seats are open
- ``{"t": "welcome", "token": "..."}``: to be kept by the phone, then a ``state``
- ``{"t": "state", ...}``: everything that this player sees now, see ``services.live_views``
- ``{"t": "ack", "id": "a1", "turn": 3}``: the answer is in the file
- ``{"t": "refused", "id": "a1", "why": "late", "text": "..."}``: ``why`` is one of ``code``,
  ``full``, ``closed``, ``name``, ``taken``, ``late``, ``shape``, ``token``, ``often``, ``sent out``
- ``{"t": "ping", "n": 7}``: to be sent back at once; so the host knows the way there and back
- ``{"t": "bye", "why": "ended" | "sent out" | "elsewhere"}``: do not come back

Responses by the kind of question, with the ids of its options that the state has:

| kind | response |
|---|---|
| choose | list of ids |
| true_false | true or false |
| typed, numeric, when, open | the text |
| cloze | list, one a gap: the text, or the id of the option |
| order | list of ids in the order given |
| match | list, one a premise: the id of its answer, or null |
| map | [degrees north, degrees east] |
"""
