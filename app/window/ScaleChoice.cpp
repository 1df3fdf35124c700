// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ScaleChoice.h"

#include <QAction>
#include <QLocale>
#include <QSettings>

namespace heddle {

namespace {

constexpr const char* factorName = "QT_SCALE_FACTOR";
constexpr const char* desktopsName = "QT_ENABLE_HIGHDPI_SCALING";  // the desktop's own factor
const QString key = QStringLiteral("scale");

double chosenIn(const QSettings& settings) {
    const double factor = settings.value(key).toDouble();
    return ScaleChoice::factors().contains(factor) ? factor : ScaleChoice::asDesktop;
}

}  // namespace

ScaleAtStart::ScaleAtStart(const QSettings& settings) {
    const double factor = chosenIn(settings);
    m_isAsked = factor != ScaleChoice::asDesktop && !qEnvironmentVariableIsSet(factorName) &&
                !qEnvironmentVariableIsSet(desktopsName);
    if (!m_isAsked)
        return;
    qputenv(factorName, QByteArray::number(factor));
    qputenv(desktopsName, "0");  // else both are multiplied
}

ScaleAtStart::~ScaleAtStart() {
    if (!m_isAsked)
        return;
    qunsetenv(factorName);
    qunsetenv(desktopsName);
}

QList<double> ScaleChoice::factors() {
    return {asDesktop, 1, 1.25, 1.5, 2, 3};
}

QString ScaleChoice::wordsFor(double factor) {
    return factor == asDesktop ? tr("Scale as the desktop says")
                               : tr("Scale %1").arg(QLocale().toString(factor));
}

ScaleChoice::ScaleChoice(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_atStart(chosenIn(settings)) {}

double ScaleChoice::choice() const {
    return chosenIn(m_settings);
}

void ScaleChoice::connectTo(const QList<QAction*>& actions) {
    for (qsizetype place = 0; place < actions.size(); ++place) {
        const double factor = factors()[place];
        actions[place]->setChecked(factor == choice());
        connect(actions[place], &QAction::triggered, this, [this, factor] { choose(factor); });
    }
}

void ScaleChoice::choose(double factor) {
    m_settings.setValue(key, factor);
    if (qEnvironmentVariableIsSet(factorName) || qEnvironmentVariableIsSet(desktopsName))
        emit said(
            tr("kept; but as long as QT_SCALE_FACTOR or QT_ENABLE_HIGHDPI_SCALING is set, it is obeyed"));
    else
        emit said(factor == m_atStart ? QString() : tr("the scale holds from the next start of Heddle"));
}

}  // namespace heddle
