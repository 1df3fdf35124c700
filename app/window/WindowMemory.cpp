// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/WindowMemory.h"

#include <QAction>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QWidget>

#include <utility>

namespace heddle {

namespace {
const QString group = QStringLiteral("layout");
const QString geometry = QStringLiteral("geometry"), docks = QStringLiteral("docks");
}  // namespace

WindowMemory::WindowMemory(QSettings& settings, QWidget& window, QList<Part> parts)
    : m_settings(settings), m_window(window), m_parts(std::move(parts)) {}

void WindowMemory::addDocksOf(QMainWindow& window) {
    m_docked = &window;
    m_usualDocks = window.saveState();
}

void WindowMemory::addToggles(const QList<QAction*>& toggles) {
    m_toggles = toggles;
}

void WindowMemory::restore() {
    reset();
    m_settings.beginGroup(group);
    m_window.restoreGeometry(m_settings.value(geometry).toByteArray());
    for (const Part& part : m_parts)
        part.splitter->restoreState(m_settings.value(part.splitter->objectName()).toByteArray());
    if (m_docked)
        m_docked->restoreState(m_settings.value(docks).toByteArray());
    for (QAction* toggle : m_toggles)
        toggle->setChecked(m_settings.value(toggle->objectName(), true).toBool());
    m_settings.endGroup();
}

void WindowMemory::remember() {
    m_settings.beginGroup(group);
    m_settings.setValue(geometry, m_window.saveGeometry());
    for (const Part& part : m_parts)
        m_settings.setValue(part.splitter->objectName(), part.splitter->saveState());
    if (m_docked)
        m_settings.setValue(docks, m_docked->saveState());
    for (const QAction* toggle : m_toggles)
        m_settings.setValue(toggle->objectName(), toggle->isChecked());
    m_settings.endGroup();
}

void WindowMemory::reset() {
    m_window.resize(usual.boundedTo(m_window.screen()->availableSize()));
    for (const Part& part : m_parts)
        part.splitter->setSizes(part.sizes);
    if (m_docked)
        m_docked->restoreState(m_usualDocks);
    for (QAction* toggle : m_toggles)
        toggle->setChecked(true);
}

}  // namespace heddle
