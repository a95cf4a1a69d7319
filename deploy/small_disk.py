"""Owns a disk that can be filled: a file system of its own in a folder, held in memory, of so many megabytes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.programs import found, run


class SmallDisk:
    """Mounted as long as it is held; only root may mount."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        folder.mkdir(mode=0o700)
        run([found("mount"), "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder)])
        self._folder = folder

    def fill(self) -> None:
        """Takes all the room there is."""
        with (self._folder / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(64 * 1024))
            except OSError:  # full
                return

    def make_room(self) -> None:
        (self._folder / "filler").unlink()

    def unmount(self) -> None:
        run([found("umount"), "--lazy", str(self._folder)])


def may_mount() -> bool:
    """Tried, since containers refuse it even to root."""
    with TemporaryDirectory(prefix="plans-", dir="/tmp") as home:
        try:
            SmallDisk(Path(home) / "tried", 1).unmount()
        except RuntimeError:
            return False
    return True
