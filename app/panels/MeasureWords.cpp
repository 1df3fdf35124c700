// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/MeasureWords.h"

#include "app/panels/Wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace heddle {

namespace {

QString tr(const char* words, int n = -1) {
    return QCoreApplication::translate("heddle::MeasureWords", words, nullptr, n);
}

}  // namespace

QString amountWords(bool isSteps, double amount) {
    if (!isSteps)
        return spanWords(Span{static_cast<std::int64_t>(std::llround(amount))});
    if (std::abs(amount - std::round(amount)) >= 1e-6)
        return tr("%1 steps").arg(QLocale().toString(amount, 'f', 1));
    const auto whole = static_cast<int>(std::round(amount));
    return whole == 1 ? tr("1 step") : tr("%Ln steps", whole);
}

QString percentWords(double part, double whole) {
    if (whole <= 0)
        return {};
    const double percent = 100 * part / whole;
    const bool isSmall = percent >= 0.05 && percent < 9.95;
    return tr("%1 %").arg(QLocale().toString(percent, 'f', isSmall ? 1 : 0));
}

QString shareWords(Share share) {
    switch (share) {
    case Share::done:
        return tr("done");
    case Share::waits:
        return tr("waits");
    case Share::waitsForLock:
        return tr("waits for a lock");
    case Share::sleeps:
        return tr("sleeps");
    case Share::held:
        return tr("held");
    case Share::running:
        return tr("running");
    }
    return {};
}

Tone toneOf(Share share) {
    switch (share) {
    case Share::done:
        return Tone::running;
    case Share::waits:
        return Tone::waitsMessage;
    case Share::waitsForLock:
        return Tone::waitsLock;
    case Share::sleeps:
        return Tone::idle;
    case Share::held:
        return Tone::heldLine;
    case Share::running:
        return Tone::runningLine;
    }
    return Tone::idle;
}

Qt::BrushStyle hatchOf(Share share) {
    switch (share) {
    case Share::waits:
        return Qt::BDiagPattern;
    case Share::waitsForLock:
        return Qt::FDiagPattern;
    case Share::sleeps:
        return Qt::Dense6Pattern;
    case Share::done:
    case Share::held:
    case Share::running:
        break;
    }
    return Qt::NoBrush;
}

QString waitWords(WaitKind kind) {
    switch (kind) {
    case WaitKind::lock:
        return shareWords(Share::waitsForLock);
    case WaitKind::sleep:
        return shareWords(Share::sleeps);
    case WaitKind::message:
    case WaitKind::none:
        break;
    }
    return shareWords(Share::waits);
}

}  // namespace heddle
