"""What every test may use: the language, loaded once a process."""

import pytest

from mahdar.language.language import Language, load_language


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language("ar")
