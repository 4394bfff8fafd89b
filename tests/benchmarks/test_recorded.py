"""What benchmarks play again is what simulated players asked for."""

from __future__ import annotations

from benchmarks.recorded import recorded


def test_requests_of_every_profile_are_recorded() -> None:
    ruleset, requests = recorded("reve")
    asked = {id(request[0]) for request in requests}
    for profile in ruleset.profiles.values():
        assert any(id(habit.program) in asked for habit in profile.habits), profile.name
    assert any(request[0].name == "daily" for request in requests)
