"""The window in another language, and who decides which."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTabBar, QWidget
from translations import FOLDER, known, texts

from engine.datasets import DATASETS
from engine.errors import SpecError
from engine.first_layer_choice import PathChoice, impossible
from gui import language
from gui.language import ENGLISH, SYSTEM, language_name, speak, translations
from gui.pace import Pace
from gui.words import message
from tests.gui.conftest import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CHINESE = "zh_CN"
PATHS = sorted(FOLDER.glob("*.ts"))


@pytest.fixture
def app(qapp: QCoreApplication) -> Iterator[QCoreApplication]:
    """The application, which speaks English again afterwards."""
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)


def said(text: str, context: str = "Actions") -> str:
    return QCoreApplication.translate(context, text)


def system_speaking(*languages: str) -> type:
    class Speaking(QLocale):
        @staticmethod
        def system() -> Speaking:
            return Speaking(languages[0] if languages else "C")

        def uiLanguages(self) -> list[str]:
            return list(languages)

    return Speaking


def places(text: str) -> set[tuple[str, str | None, str | None]]:
    parts = string.Formatter().parse(text)
    return {(name, form, how) for _, name, form, how in parts if name is not None}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
class TestFiles:
    """`python scripts/translations.py` brings them up to date."""

    def test_they_have_every_text_and_no_other(self, path):
        assert set(known(path)) == set(texts())

    def test_what_is_filled_in_is_the_same(self, path):
        for (context, source), translation in known(path).items():
            assert places(source) == places(translation), (context, source)
            assert ("&" in source) == ("&" in translation), (context, source)
            assert source.count("\n") == translation.count("\n"), (context, source)

    def test_the_window_loads_what_translators_wrote(self, path, qapp):
        translator = QTranslator(qapp)
        assert translator.load(str(path.with_suffix(".qm")))
        for (context, source), translation in known(path).items():
            assert translator.translate(context, source) == translation
        translator.setParent(None)


def test_a_chosen_language_is_spoken(app):
    assert CHINESE in translations()
    assert said("Train") == "Train"
    speak(app, CHINESE)
    assert said("Train") == "训练"
    assert said("Cancel", "QPlatformTheme") == "取消"


@pytest.mark.parametrize(
    ("languages", "train"),
    [
        (("zh-CN", "zh"), "训练"),
        (("zh-Hans-CN", "en-US"), "训练"),
        (("en-US", "zh-CN"), "Train"),
        (("de-DE", "zh-CN"), "Train"),
        (("C",), "Train"),
        ((), "Train"),
    ],
)
def test_otherwise_what_the_system_prefers(app, monkeypatch, languages, train):
    monkeypatch.setattr(language, "QLocale", system_speaking(*languages))
    speak(app, SYSTEM)
    assert said("Train") == train
    # Qt's own words don't go with ours in another language.
    is_translated = said("Cancel", "QPlatformTheme") != "Cancel"
    assert is_translated == (train != "Train")


def test_english_may_be_chosen_on_any_system(app, monkeypatch):
    monkeypatch.setattr(language, "QLocale", system_speaking("zh-CN"))
    speak(app, ENGLISH)
    assert said("Train") == "Train"


def test_languages_are_called_as_they_call_themselves():
    assert [language_name(code) for code in (ENGLISH, CHINESE)] == [
        "English",
        "简体中文",
    ]


def test_a_choice_is_remembered(settings):
    assert settings.language == SYSTEM
    for code in (CHINESE, ENGLISH, SYSTEM):
        settings.language = code
        assert settings.language == code
    settings.language = "xx_YY"
    assert settings.language == SYSTEM


def test_the_menu_offers_them(window, settings):
    menu = window.languages
    assert menu.menuAction() in _menu_of(window, "View").actions()
    offered = {action.data(): action for action in menu.actions()}
    assert list(offered) == [SYSTEM, ENGLISH, *translations()]
    assert offered[SYSTEM].isChecked()
    offered[CHINESE].trigger()
    assert settings.language == CHINESE
    assert "started again" in window.banner.text
    assert [code for code, action in offered.items() if action.isChecked()] == [CHINESE]


def test_the_menu_shows_what_was_chosen(settings, open_window):
    settings.language = CHINESE
    menu = open_window().languages
    assert [action.data() for action in menu.actions() if action.isChecked()] == [
        CHINESE
    ]


def _menu_of(window: QWidget, name: str) -> QWidget:
    return next(a for a in window.menuBar().actions() if name in a.text()).menu()


def test_a_reason_within_a_sentence_is_translated_too(app):
    choice = PathChoice("direct", "Adam isn't linear in the gradients.", {})
    error = impossible(choice)
    assert str(error).endswith("gradients. Let it be chosen automatically.")
    speak(app, CHINESE)
    assert message(error).startswith("第一层不能保存在样本空间中")


def test_every_word_of_the_window_is_translated(
    qtbot: QtBot, app, open_window, settings
):
    """Nothing stands there in English that there is a translation of."""
    speak(app, CHINESE)
    window = open_window()
    window.session.set_iterations(30)
    window.session.set_pace(Pace.FULL)
    window.show()
    for dock in window.docks.by_name.values():
        dock.show()
    window.actions_["keysAction"].trigger()
    window.session.train()
    qtbot.waitUntil(lambda: not window.session.running, timeout=WAIT)
    window.show_error(SpecError("The data are for a network with {n} inputs.", n=3))
    translated = known(FOLDER / f"layerlab_{CHINESE}.ts")
    english = {source for _, source in translated} - set(translated.values())
    # Data are called what their file says, in every language.
    shown = set(_texts_of(window)) - {data.label for data in DATASETS}
    assert len(shown) > 300
    assert shown & english == set()
    assert {"训练", "隐藏层", "你的图片", "梯度下降"} <= shown


def _texts_of(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(i) for i in range(widget.count()))
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
