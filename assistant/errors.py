"""What can go wrong in the assistant, and what the user should do about it.

AssistantError
├── SettingsError      a setting is unknown or out of bounds; names the key and where it was set
├── ModelUnavailable   the chosen model's package, key or server is missing (retryable when it is a server)
├── PromptError        a prompt file's holes and its arguments differ
├── BriefError         a brief cannot be read, or an item of it cannot be made
├── DraftError         a draft to be checked cannot be read
├── QuestionSetError   a question set has a mistake; names file, line and field
└── EvaluationError    a run cannot be opened, resumed, compared, or held against a threshold
"""

from __future__ import annotations


class AssistantError(Exception):
    """Root of the tree. `message` is a sentence for a person; `hint` says how to mend it."""

    retryable = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SettingsError(AssistantError):
    """A setting is unknown or out of bounds."""


class ModelUnavailable(AssistantError):
    """The chosen language model cannot be used."""

    retryable = True


class PromptError(AssistantError):
    """A prompt file and the code that fills it disagree."""


class BriefError(AssistantError):
    """A brief cannot be read or made."""


class DraftError(AssistantError):
    """A draft whose citations are to be checked cannot be read."""


class QuestionSetError(AssistantError):
    """A question set has a mistake."""


class EvaluationError(AssistantError):
    """A run of an evaluation cannot be opened, resumed, compared, or held against a threshold."""
