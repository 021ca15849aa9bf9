"""What can go wrong, as one small tree.

::

    QAError                  every error a user may meet; its text is one Chinese sentence
    ├── QuestionError        the question is empty, too long, or the request is malformed
    ├── SettingsError        an unknown or impossible setting
    ├── SourceError          a file or folder is missing, unreadable or of an unknown kind
    ├── ModelError           a model cannot be loaded or does not answer
    └── LibraryError         the stored collection cannot serve
        ├── NoIndexError     nothing has been indexed yet
        ├── MismatchError    the index was made by another embedding model
        ├── LockedError      another process is writing
        └── DamagedError     what is stored cannot be read, even after a rebuild

The text of every error says what happened and what to do; the command line and the window
print it as it is and never show a traceback for it.
"""


class QAError(Exception):
    """Base of all errors whose text is meant for the user."""


class QuestionError(QAError):
    """The question is empty, longer than the limit, or the request line is malformed."""


class SettingsError(QAError):
    """A setting is unknown or has an impossible value."""


class SourceError(QAError):
    """A file or folder is missing, cannot be read, or is of a kind that is not supported."""


class ModelError(QAError):
    """A model cannot be loaded, or a configured model does not answer."""


class LibraryError(QAError):
    """The stored collection cannot serve the request."""


class NoIndexError(LibraryError):
    """Nothing has been indexed yet."""


class MismatchError(LibraryError):
    """The index was made by another embedding model than the one configured."""


class LockedError(LibraryError):
    """Another process is writing to the same library."""


class DamagedError(LibraryError):
    """What is stored cannot be read."""
