"""Relay: the channel a speaker used, the medium that carries the words, the one spoken to, the day it was said."""

import msgspec

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.cues import Cue
from mahdar.types.span import Span


class Relay(msgspec.Struct, frozen=True):
    channel: Span | None = None
    via: Span | None = None
    addressee: Span | None = None
    said: Span | None = None
    medium: Span | None = None
    medium_rule: str | None = None


def find_relay(scene: Scene, start: int, cue: Cue, speaker: Phrase | None, content: tuple[Span, ...]) -> Relay:
    """Looks at the words of the sentence that are not what is said."""
    at = scene.page.words.at
    inside = {index for span in content for index in range(at(span.start), at(span.stop))}
    stop = max((at(span.start) for span in content), default=cue.stop)
    relay = _with_medium(scene, range(start, stop), inside, Relay(said=_said(scene, start, cue, inside, stop)))
    for phrase in scene.phrases_in(start, stop):
        if phrase.first in inside or phrase is speaker:
            continue
        relay = _place(scene, cue, phrase, relay)
    return relay


def _with_medium(scene: Scene, words: range, inside: set[int], relay: Relay) -> Relay:
    """The word that says in what form it was said: a post, an interview, a statement."""
    for index in words:
        if index in inside:
            continue
        for unit in scene.page.units("cue-channel", index):
            if unit.sense:
                span = scene.span(index, unit.stop, unit.skip)
                return msgspec.structs.replace(relay, medium=span, medium_rule=unit.sense.id)
    return relay


def _place(scene: Scene, cue: Cue, phrase: Phrase, relay: Relay) -> Relay:
    mention, before = phrase.mention, phrase.first - 1
    if before in scene.quote_at:
        before -= 1
    replace = msgspec.structs.replace
    if mention.kind == "media" and relay.channel is None and scene.page.is_a(before, "channel-link", "media-head"):
        return replace(relay, channel=mention.span)
    if mention.kind == "media" and relay.via is None:
        return replace(relay, via=mention.span)
    if phrase.first > cue.at and cue.addressee == "object" and mention.kind != "media" and relay.addressee is None:
        return replace(relay, addressee=mention.span)
    lam = scene.page.language.orthography.proclitics.noun[1]
    if (
        phrase.first > cue.at
        and relay.addressee is None
        and lam in scene.page.deep[phrase.first][: scene.skip_of(phrase)]
    ):
        return replace(relay, addressee=mention.span)
    return relay


def _said(scene: Scene, start: int, cue: Cue, inside: set[int], stop: int) -> Span | None:
    """The time of speaking: the first time outside what is said, nearest to the verb."""
    best: tuple[int, Span] | None = None
    named = {index for phrase in scene.phrases_in(start, stop) for index in range(phrase.first + 1, phrase.stop)}
    for index, time in scene.times_in(start, stop):
        if index in inside or index in named or time.type in {"DURATION", "SET"} or time.shape.op == "value":
            continue
        distance = abs(index - cue.at)
        if best is None or distance < best[0]:
            best = (distance, time.span)
    return best[1] if best else None
