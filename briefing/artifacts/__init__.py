"""Artifacts: finished files, written all together or not at all, and nothing removed that was not written here."""

from briefing.artifacts.model import Artifact, Pending
from briefing.artifacts.places import checked_folder, content_of, digest_of_file, is_plain, is_reached_by_link
from briefing.artifacts.staging import (
    Staging,
    finish_swaps,
    stage_artifacts,
    state_of,
    write_artifacts,
    write_files,
)
from briefing.artifacts.written import WRITTEN, read_written, text_of_written

__all__ = [
    "WRITTEN",
    "Artifact",
    "Pending",
    "Staging",
    "checked_folder",
    "content_of",
    "digest_of_file",
    "finish_swaps",
    "is_plain",
    "is_reached_by_link",
    "read_written",
    "stage_artifacts",
    "state_of",
    "text_of_written",
    "write_artifacts",
    "write_files",
]
