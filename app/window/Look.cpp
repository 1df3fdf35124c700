// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Look.h"

#include <QHash>

namespace heddle {

namespace {

constexpr const char* surfaces = R"(
QMainWindow, QDialog, QMessageBox { background: @surface; }
QScrollArea { background: @surface; }
QScrollArea > QWidget > QWidget { background: @surface; }
QWidget#topBar, QWidget#leftColumn, QWidget#rightColumn, QWidget#centre, QWidget#explore { background: @surface; }
QStackedWidget#exportSample { border: 1px solid @divider; border-radius: @corner; padding: 4px; }
QWidget#topBar, QWidget#timelineHead { border-bottom: 1px solid @divider; }
QAbstractItemView, QTextBrowser, QPlainTextEdit { background: @surface; border: none; color: @text; }
QDialog > QPlainTextEdit, QListView#eventsOffered { border: 1px solid @border; background: @surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { background: @ground; padding: 2px 4px; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: @corner; }
QMenuBar::item:selected { background: @selection; color: @text; }
QMenu { background: @surface; border: 1px solid @border; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 24px; border-radius: @corner; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @divider; margin: 5px 6px; }
QStatusBar { background: @ground; border-top: 1px solid @divider; }
QStatusBar::item { border: none; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QSplitter::handle { background: @divider; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget { color: @text; titlebar-close-icon: url(none); }
QWidget#dockTitle { background: @surface; border-top: 1px solid @divider; }
QTabBar { background: @ground; }
QTabBar::tab { background: @ground; color: @muted; border: none; border-top: 2px solid transparent; padding: 4px 14px; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-top-color: @accent; }
QMainWindow::separator { background: @divider; height: 1px; width: 1px; }
)";

constexpr const char* words = R"(
QLabel { color: @text; }
QLabel[role="title"] { font-size: 18px; font-weight: 700; }
QLabel[role="heading"], QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"] { color: @muted; font-size: 12px; }
QLabel[role="quiet"] { color: @muted; }
QLabel[role="objection"] { color: @trouble; font-size: 12px; }
QLabel[role="note"] { background: @selection; border-bottom: 1px solid @divider; font-weight: 600; padding: 4px 12px; }
QLabel[role="instant"] { font-size: 14px; font-weight: 700; }
)";

constexpr const char* controls = R"(
QPushButton, QToolButton, QComboBox, QLineEdit, QAbstractSpinBox {
  background: @ground; color: @text; border: 1px solid @border; border-radius: @corner; min-height: 22px;
  padding: 3px 10px;
}
QLineEdit, QAbstractSpinBox { selection-background-color: @accent; selection-color: @accentText; }
QLineEdit QToolButton { background: transparent; border: none; min-height: 0; padding: 0; }
QLineEdit[small="true"] { min-height: 12px; padding: 0 8px; font-size: 12px; }
QLineEdit[role="code"], QPlainTextEdit[role="code"] { font-family: "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: 12px; }
QPushButton, QToolButton, QComboBox { font-weight: 500; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { border-color: @muted; }
QPushButton:pressed, QToolButton:pressed { background: @selection; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus { border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled { color: @faint; }
QPushButton[main="true"], QToolButton[main="true"] { background: @accent; color: @accentText; border-color: @accent; }
QPushButton[main="true"]:disabled, QToolButton[main="true"]:disabled { background: @ground; color: @faint; border-color: @border; }
QPushButton[main="true"]:focus, QToolButton[main="true"]:focus { border: 1px solid @text; }
QToolButton[square="true"] { padding: 3px 8px; }
QComboBox[flat="true"] { background: transparent; border-color: transparent; color: @muted; font-size: 12px;
  min-height: 14px; padding: 1px 4px; font-weight: 400; }
QComboBox[flat="true"]:disabled { color: @muted; }
QComboBox[flat="true"]:enabled:hover, QComboBox[flat="true"]:focus { border-color: @accent; }
QComboBox::drop-down { border: none; width: 20px; subcontrol-position: center right; }
QComboBox[flat="true"]:disabled { padding-right: 0; }
QComboBox[flat="true"]::drop-down:disabled { width: 0; }
QComboBox[flat="true"]::down-arrow:disabled { image: none; }
QComboBox::down-arrow { image: url(:/icons/@arrow.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; padding: 4px; outline: none;
  selection-background-color: @selection; selection-color: @text; }
QFrame#segments { background: @ground; border: 1px solid @border; border-radius: @corner; }
QFrame#segments QToolButton { background: transparent; border: 1px solid transparent; margin: 1px; min-height: 20px; }
QFrame#segments QToolButton:hover { border-color: @border; }
QFrame#segments QToolButton:checked { background: @accent; color: @accentText; }
QFrame#segments QToolButton:focus { border-color: @accent; }
QFrame#segments QToolButton:checked:focus { border-color: @text; }
QFrame#segments[small="true"] QToolButton { min-height: 14px; padding: 1px 10px; font-size: 12px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @border; }
QSlider::handle:horizontal { background: @accent; width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { border: 2px solid @text; width: 12px; }
QProgressBar { background: @divider; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @border; border-radius: 4px; background: @ground; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@check.svg); }
QCheckBox:focus::indicator { border-color: @accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView, QListView, QTreeView { outline: none; selection-background-color: @selection; selection-color: @text; }
)";

constexpr const char* banner = R"(
QFrame#banner { border: none; border-bottom: 1px solid @divider; background: @selection; }
QFrame#banner[tone="trouble"] { background: @troubleGround; }
QFrame#banner[tone="refusal"] { background: @refusalGround; }
QFrame#banner QLabel { font-weight: 600; }
QFrame#banner[tone="trouble"] QLabel, QFrame#banner[tone="refusal"] QLabel { color: @trouble; }
QFrame#banner QToolButton { background: transparent; border-color: transparent; padding: 0 6px; min-height: 18px; }
QFrame#banner QToolButton:hover, QFrame#banner QToolButton:focus { border-color: @muted; }
)";

QColor mixed(QColor a, QColor b, double partOfB) {
    const auto channel = [&](int x, int y) { return static_cast<int>(x * (1 - partOfB) + y * partOfB); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

}  // namespace

QString styleSheetFor(const Theme& theme) {
    const QColor surface = theme.color(Tone::surface), text = theme.color(Tone::text);
    // Longer names first, so that "@accentText" is not taken for "@accent".
    const std::array<std::pair<const char*, QString>, 15> values{{
        {"@troubleGround", mixed(surface, theme.color(Tone::waitsLock), 0.14).name()},
        {"@refusalGround", mixed(surface, theme.color(Tone::held), 0.12).name()},
        {"@accentText", theme.color(Tone::accentText).name()},
        {"@selection", theme.color(Tone::selection).name()},
        {"@surface", surface.name()},
        {"@trouble", theme.color(Tone::trouble).name()},
        {"@divider", theme.color(Tone::divider).name()},
        {"@ground", theme.color(Tone::ground).name()},
        {"@border", theme.color(Tone::border).name()},
        {"@accent", theme.color(Tone::accent).name()},
        {"@corner", QStringLiteral("%1px").arg(theme.size(Measure::corner))},
        {"@arrow", theme.isDark() ? QStringLiteral("down-light") : QStringLiteral("down")},
        {"@check", theme.isDark() ? QStringLiteral("check") : QStringLiteral("check-light")},
        {"@muted", theme.color(Tone::mutedText).name()},
        {"@faint", mixed(surface, text, theme.isHighContrast() ? 0.7 : 0.45).name()},
    }};
    QString sheet =
        QLatin1String(surfaces) + QLatin1String(words) + QLatin1String(controls) + QLatin1String(banner);
    for (const auto& [name, value] : values)
        sheet.replace(QLatin1String(name), value);
    return sheet.replace(QLatin1String("@text"), text.name());
}

}  // namespace heddle
