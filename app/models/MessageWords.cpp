// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/MessageWords.h"

#include "core/event/StreamVerb.h"

#include <QCoreApplication>
#include <QLocale>

namespace heddle {

namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::MessageWords", words);
}

}  // namespace

QString bytesWords(std::int64_t bytes) {
    if (bytes < 1024)
        return tr("%1 B").arg(bytes);
    const double kib = static_cast<double>(bytes) / 1024;
    return tr("%1 KiB").arg(QLocale().toString(kib, 'f', kib < 100 ? 1 : 0));
}

QString messageWords(const QString& text, std::optional<std::int64_t> bytes, qsizetype most) {
    if (text.size() <= most)
        return text;
    QString words = text.left(most / 2);
    if (words.back().isHighSurrogate())
        words.chop(1);
    words += QChar(0x2026);
    if (bytes)
        words += QChar(QChar::Nbsp) + bytesWords(*bytes).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
    return words;
}

bool countsBytes(Op op) {
    const StreamVerb verb = streamVerbOf(op);
    return verb == StreamVerb::send || verb == StreamVerb::receive || op == Op::pipeSend ||
           op == Op::pipeRecv;
}

// While it waits its value tells how far it has come.
std::optional<std::int64_t> bytesMoved(const Event& event, std::string_view text) {
    if (countsBytes(event.op) && event.phase == Phase::done)
        return event.value;
    if ((event.flags & Event::textWasCut) != 0)
        return std::nullopt;
    return static_cast<std::int64_t>(text.size());
}

}  // namespace heddle
