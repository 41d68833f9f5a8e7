"""Who sits in a live game: joining, coming back, being sent out.

A phone comes back with its token. A seat whose phone is lost is *open*: whoever knows the name that
was had there, or chooses it from the list, gets it with its score. So it is after the teacher freed
it, and for all seats whose phones have not come back after the host was gone or is in another
network, where phones know no tokens: browsers keep them by address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from quizapp.domain.game import Game, Naming, Person, Player
from quizapp.domain.identity import new_id
from quizapp.domain.learner import Learner, clean_name, name_key
from quizapp.domain.ports import Stores
from quizapp.errors import QuizError
from quizapp.study.pseudonyms import pseudonym

LONGEST_NAME = 20  # characters
MOST_PLAYERS = 1_000


class Refused(QuizError):
    """``why``: one of those that ``quizapp.classroom`` lists."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why


class Seats:
    def __init__(self, stores: Stores, game: Game) -> None:
        self._games = stores.games
        self._learners = stores.learners
        self._game = game
        self._players = {player.id: player for player in self._games.players(game.id)}
        self._people = self._games.people(game.id)
        self._by_token = {player.token_hash: player.id for player in self}
        self._open = {player.id for player in self}

    def __iter__(self) -> Iterator[Player]:
        """In the order of joining, without those who were sent out."""
        return (player for player in self._players.values() if player.removed_at is None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def player(self, player_id: str) -> Player:
        """``Refused`` for one who does not play (any more)."""
        player = self._players.get(player_id)
        if player is None or player.removed_at is not None:
            raise Refused("sent out", "You do not play in this round.")
        return player

    def name(self, player: Player) -> str:
        """Who it is where that is known, else the alias."""
        person = self._people.get(player.id)
        return person.name if person and person.name else player.alias

    def person(self, player: Player) -> Person | None:
        return self._people.get(player.id)

    def roster(self) -> list[tuple[Learner, bool]]:
        """Learners of this machine to choose oneself from, and whether the seat is taken."""
        if self._game.rules.naming is not Naming.ROSTER:
            return []
        taken = self._taken()
        learners = [one for one in self._learners.learners() if one.deleted_at is None]
        found = sorted(learners, key=lambda learner: learner.name.casefold())
        return [(learner, learner.id in taken) for learner in found]

    @property
    def has_open(self) -> bool:
        """Whether somebody may say that a seat was theirs."""
        return any(player.id in self._open for player in self)

    def token_of(self, nonce: str) -> str:
        """What a phone gets that joins with this secret of its own: the same one each time, so that
        asking again, where the answer was lost, makes no second seat."""
        if not nonce:
            return secrets.token_urlsafe(24)
        made = hmac.digest(self._game.secret.encode(), b"seat/" + whole_bytes(nonce), "sha256")
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def seat_of(self, nonce: str) -> Player | None:
        """Of a phone that has joined with it before."""
        player_id = self._by_token.get(hash_of(self.token_of(nonce))) if nonce else None
        return self.player(player_id) if player_id else None

    def join(
        self,
        at: datetime,
        *,
        name: str = "",
        learner: str = "",
        team: int | None = None,
        nonce: str = "",
    ) -> tuple[Player, str]:
        """The player, and the token to come back with. ``Refused`` says why not."""
        token = self.token_of(nonce)
        before = self.seat_of(nonce) or self._claimed(name, learner)
        if before is not None:
            return self._seat_again(before, token), token
        if self._game.rules.naming is Naming.GENERATED and name:
            raise Refused("name", "Nobody of that name lost a seat here.")
        if len(self) >= MOST_PLAYERS:
            raise Refused("full", "This round is full.")
        id_ = new_id()
        player = Player(
            id=id_,
            game=self._game.id,
            alias=pseudonym({each.alias for each in self._players.values()}),
            token_hash=hash_of(token),
            joined_at=at,
            team=self._team(team),
        )
        person = self._who(id_, name, learner)
        self._games.join(player, person)
        self._players[id_] = player
        self._by_token[player.token_hash] = id_
        if person:
            self._people[id_] = person
        return player, token

    def is_seated_already(self, name: str, learner: str, nonce: str) -> bool:
        """Whether this is no joining, but a coming back: that is possible at any time."""
        return self.seat_of(nonce) is not None or self._claimed(name, learner) is not None

    def back(self, token: str) -> Player:
        """Who comes back with a token; ``Refused`` where nobody has it."""
        player_id = self._by_token.get(hash_of(token))
        if player_id is None:
            raise Refused("token", "This phone has no seat in this round. Join it anew.")
        self._open.discard(player_id)
        return self.player(player_id)

    def send_out(self, player_id: str, at: datetime) -> None:
        """The seat is gone, what was answered stays. Who sat there may join anew."""
        self._change(replace(self.player(player_id), removed_at=at))

    def free(self, player_id: str) -> str:
        """Opens the seat of a phone that is lost, and gives a new token for it; the old one no
        longer opens it."""
        token = secrets.token_urlsafe(24)
        self._change(replace(self.player(player_id), token_hash=hash_of(token)))
        self._open.add(player_id)
        return token

    def open_all(self) -> None:
        """No phone can come back by itself."""
        self._open = {player.id for player in self}

    def put_in_team(self, player_id: str, team: int) -> None:
        self._change(replace(self.player(player_id), team=self._team(team)))

    def forget(self) -> int:
        """Deletes who the players are; how many were known."""
        self._people = {}
        return self._games.forget_people(self._game.id)

    def _change(self, player: Player) -> None:
        self._games.change_player(player)
        before = self._players[player.id]
        self._players[player.id] = player
        self._by_token.pop(before.token_hash, None)
        if player.removed_at is None:
            self._by_token[player.token_hash] = player.id

    def _claimed(self, name: str, learner: str) -> Player | None:
        """Whose seat is open, and was theirs by what they say."""
        is_listed = self._game.rules.naming is Naming.ROSTER
        wanted = learner if is_listed else name_key(clean_name(name))
        if not wanted:
            return None
        for player in self:
            person = self._people.get(player.id)
            listed = person.learner if person else ""
            known = listed if is_listed else name_key(self.name(player))
            if player.id in self._open and known == wanted:
                return player
        return None

    def _seat_again(self, player: Player, token: str) -> Player:
        self._open.discard(player.id)
        if hash_of(token) != player.token_hash:
            self._change(replace(player, token_hash=hash_of(token)))
        return self.player(player.id)

    def _who(self, player_id: str, name: str, learner: str) -> Person | None:
        naming = self._game.rules.naming
        if naming is Naming.ROSTER:
            return self._from_roster(player_id, learner)
        if naming is Naming.FREE:
            return Person(player_id, self._free_name(name))
        return None

    def _from_roster(self, player_id: str, learner: str) -> Person:
        for one, taken in self.roster():
            if one.id == learner:
                if taken:
                    raise Refused("taken", f"{one.name} has joined already.")
                return Person(player_id, one.name, one.id)
        raise Refused("name", "Choose your name from the list.")

    def _free_name(self, name: str) -> str:
        cleaned = clean_name(name)
        if not cleaned:
            raise Refused("name", "Type a name.")
        if len(cleaned) > LONGEST_NAME:
            raise Refused("name", f"A name has at most {LONGEST_NAME} letters.")
        if any(name_key(self.name(player)) == name_key(cleaned) for player in self):
            raise Refused("taken", "Somebody of that name plays already.")
        return cleaned

    def _taken(self) -> set[str]:
        people = (self._people.get(player.id) for player in self if player.id not in self._open)
        return {person.learner for person in people if person and person.learner}

    def _team(self, wanted: int | None) -> int | None:
        """The one that is wanted, else one of those with the fewest players."""
        teams = self._game.rules.teams
        if not teams:
            return None
        if wanted is not None and 0 <= wanted < teams:
            return wanted
        counts = [sum(player.team == team for player in self) for team in range(teams)]
        return counts.index(min(counts))


def hash_of(token: str) -> str:
    return hashlib.sha256(whole_bytes(token)).hexdigest()


def whole_bytes(text: str) -> bytes:
    """Of any text, also one with halves of letters."""
    return text.encode("utf-8", "surrogatepass")
