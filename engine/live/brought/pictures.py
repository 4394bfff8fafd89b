"""Pictures that players brought, drawn anew -> kept by their hash, as long as anything means them."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import delete, select

from engine.live.job.job import Job, Work
from engine.live.query import insert, reading
from engine.live.store.now import now_of
from engine.live.store.protocol import Store
from engine.live.store.schema import picture as table
from engine.live.store.schema import submission

KIND = "pictures"  # of the job that sweeps
MEDIA = "image/png"
MOST_BYTES = 1 << 20
_SPARED = 86_400_000  # ms: what is so new may be about to be meant


def swept(store: Store) -> Work:
    """Return the job that forgets what nothing means any more."""

    async def work(_: Job) -> None:
        await Pictures(store).sweep()

    return work


class Pictures:
    """Keep pictures."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, png: bytes) -> str:
        """Keep one, and return by what it is found."""
        if len(png) > MOST_BYTES:
            raise ValueError(f"a picture has at most {MOST_BYTES} bytes, not {len(png)}")
        now, digest = (await now_of(self._store)).now, sha256(png)
        row = {"hash": digest.digest(), "media": MEDIA, "bytes": png, "at": now}
        async with self._store.engine.begin() as connection:
            await connection.execute(
                insert(connection, table)
                .values(row)
                .on_conflict_do_update(index_elements=[table.c.hash], set_={"at": now})
            )
        return digest.hexdigest()

    async def get(self, hash_: str) -> bytes | None:
        """Return the one of that hash."""
        wanted = select(table.c.bytes).where(table.c.hash == bytes.fromhex(hash_))
        async with reading(self._store.engine) as connection:
            found = (await connection.execute(wanted)).scalar_one_or_none()
        return None if found is None else bytes(found)

    async def sweep(self) -> int:
        """Forget those that nothing means any more, and return how many they were."""
        before = (await now_of(self._store)).now - _SPARED
        async with self._store.engine.begin() as connection:
            kept = (await connection.execute(select(table.c.hash).where(table.c.at < before))).scalars().all()
            meant = "".join((await connection.execute(select(submission.c.content))).scalars().all())
            gone = [each for each in kept if each.hex() not in meant]
            if gone:
                await connection.execute(delete(table).where(table.c.hash.in_(gone)))
        return len(gone)
