"""“Where does it hurt?” in a real browser: by keyboard, by tap, for a screen reader, and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
WHERE = "/atlas/where-does-it-hurt/"


@pytest.fixture
def visit(chromium, live_server, whole_atlas):
    """Return a closure ``visit(path, viewport=DESK, **options) -> Page`` of the whole atlas."""
    contexts, complaints = [], []

    def open_page(path: str, viewport=DESK, **options):
        context = chromium.new_context(viewport=viewport, base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
        )
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def faults(page) -> list[str]:
    found = [
        f"{one['id']}: {node['target']}" for one in Axe().run(page).response["violations"] for node in one["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the window"] if wide else [])]


def test_the_list_marks_regions_by_keyboard_alone_and_the_answer_is_announced(visit):
    page = visit(WHERE)
    page.get_by_text("Lower leg", exact=True).first.focus()
    page.keyboard.press("Enter")
    calf = page.get_by_role("checkbox", name="Calf", exact=True)
    for _press in range(6):
        page.keyboard.press("Tab")
        if calf.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("1 region marked")
    expect(page.locator(".flag").first).to_contain_text("DVT")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?r=calf")


def test_a_tap_on_the_body_marks_the_region_in_picture_and_list(visit):
    page = visit(WHERE)
    shape = page.locator('.body-map__panel--back .body-map__shape[data-key="calf"]').first
    shape.click(force=True)
    expect(page.get_by_role("link", name="Soleus")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Calf", exact=True)).to_be_checked()
    expect(shape).to_contain_class("is-marked")


def test_without_a_script_the_form_does_the_same(visit):
    page = visit(WHERE, java_script_enabled=False)
    page.get_by_text("Lower leg", exact=True).first.click()
    page.get_by_role("checkbox", name="Calf", exact=True).check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page.locator(".flag").first).to_contain_text("DVT")


def test_a_screen_reader_meets_the_list_and_the_answer_and_not_the_shapes(visit):
    page = visit(f"{WHERE}?r=calf")
    tree = page.locator("main").aria_snapshot()
    assert 'heading "Where does it hurt?" [level=1]' in tree
    assert 'checkbox "Calf" [checked]' in tree
    assert tree.index("Rule out first") < tree.index("Muscles that commonly refer there") < tree.index('link "Soleus"')
    assert 'link "Calf"' in tree  # the region's page
    assert tree.count('"Calf"') < 5  # none of the shapes


def test_a_layer_is_switched_off_without_a_script(visit):
    page = visit("/atlas/soleus/", java_script_enabled=False)
    layer = page.locator('[data-shown="referral"]').first
    expect(layer).to_be_visible()
    page.get_by_label("Referred pain").uncheck()
    expect(layer).to_be_hidden()


def test_both_sides_are_shown_on_request_in_a_wider_crop(visit):
    page = visit("/atlas/soleus/")
    panel = page.locator(".body-map__panel--back")
    before = panel.get_attribute("viewBox")
    page.get_by_label("Both sides").check()
    assert panel.get_attribute("viewBox") != before
    expect(panel.locator(".body-map__other").first).to_be_visible()


def test_the_list_beside_the_map_lights_its_shapes(visit):
    page = visit("/atlas/soleus/")
    page.locator(".body-map__entry").first.hover()
    expect(page.locator('[data-shown="muscles"] .is-lit').first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/atlas/", "/atlas/soleus/", f"{WHERE}?r=calf&r=lumbar", "/atlas/regions/calf/"])
def test_axe_finds_nothing(visit, path, viewport, scheme):
    page = visit(path, viewport, color_scheme=scheme)
    assert not faults(page)
