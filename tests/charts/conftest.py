"""Every figure is drawn for both themes."""

import pytest


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dark(request: pytest.FixtureRequest) -> bool:
    chosen: bool = request.param
    return chosen
