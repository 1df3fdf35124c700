// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/OpMarks.h"

#include "core/event/OpMark.h"

namespace heddle {

namespace {

QString verb(Op op) {
    const std::string_view word = verbOf(op);
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QString mark(Op op) {
    const std::string_view sign = markOf(op);
    return QString::fromUtf8(sign.data(), static_cast<qsizetype>(sign.size()));
}

}  // namespace

QString shortestWithContent(Op op, const QString& content) {
    return isReadByMark(op) && !content.isEmpty() ? mark(op) + content : QString();
}

QStringList cellTexts(Op op, const QString& content, const QString& object) {
    const QString word = verb(op), sign = mark(op);
    QStringList texts;
    const auto add = [&](const QString& text) {
        if (!object.isEmpty() && op != Op::print)  // all print to the same
            texts << text + QStringLiteral(" \u00B7 ") + object;
        texts << text;
    };
    if (isReadByMark(op)) {
        if (!content.isEmpty()) {
            add(word + QLatin1Char(' ') + content);
            texts << sign + content;
        }
    } else {
        if (!content.isEmpty() && saysInWords(op))
            add(word + QLatin1Char(' ') + content);
        add(word);
        if (!object.isEmpty() && !sign.isEmpty() && op != Op::print)
            texts << sign + object;
    }
    return texts << sign;
}

// What it came to instead: "recv eof"; nothing was moved.
QStringList failedTexts(Op op, Outcome outcome) {
    const std::string_view name = nameOf(outcome);
    const QString word = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    return {verb(op) + QLatin1Char(' ') + word, word};
}

QStringList waitTexts(Op op, const QString& content) {
    QStringList texts;
    if (sendsMessage(op) && !content.isEmpty())
        texts << verb(op) + QLatin1Char(' ') + content;
    return texts << verb(op);
}

}  // namespace heddle
