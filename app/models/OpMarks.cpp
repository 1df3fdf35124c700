// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/OpMarks.h"

namespace heddle {

namespace {

QString verb(Op op) {
    const std::string_view word = verbOf(op);
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QString markOf(Op op) {
    switch (op) {
    case Op::none:
        return QString();
    case Op::processStart:
    case Op::threadStart:
        return QStringLiteral("\u25B6");  // a triangle
    case Op::processBegin:
    case Op::threadBegin:
        return QStringLiteral("\u25CF");  // a disc
    case Op::processEnd:
    case Op::threadEnd:
        return QStringLiteral("\u25A0");  // a square
    case Op::processJoin:
    case Op::threadJoin:
    case Op::queueJoin:
        return QStringLiteral("\u21E4");  // an arrow to a bar
    case Op::processTerminate:
    case Op::processKill:
        return QStringLiteral("\u2717");  // a cross
    case Op::queuePut:
    case Op::pipeSend:
        return QStringLiteral("+");
    case Op::queueGet:
    case Op::pipeRecv:
        return QStringLiteral("-");
    case Op::queueTaskDone:
        return QStringLiteral("\u2713");  // a tick
    case Op::queueClose:
    case Op::pipeClose:
        return QStringLiteral("\u00D7");
    case Op::mutexAcquire:
        return QStringLiteral("\u2193");
    case Op::mutexRelease:
        return QStringLiteral("\u2191");
    case Op::conditionWait:
        return QStringLiteral("\u2026");
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
        return QStringLiteral("!");
    case Op::sharedLoad:
        return QStringLiteral("=");
    case Op::sharedStore:
        return QStringLiteral(":=");
    case Op::sleep:
        return QStringLiteral("z");
    case Op::print:
        return QStringLiteral("\u00BB");
    case Op::pipePoll:
        return QStringLiteral("?");
    case Op::ringWait:
        return QStringLiteral("\u2026");
    case Op::divergence:
        return QStringLiteral("\u2260");
    case Op::custom:
        return QStringLiteral("*");
    case Op::managerConnect:
        return QStringLiteral("\u2192");  // an arrow
    case Op::managerAccept:
        return QStringLiteral("\u2190");
    case Op::managerStop:
        return QStringLiteral("\u25A0");
    case Op::managerMake:
        return QStringLiteral("*");
    case Op::dictSize:
    case Op::dictKeys:
    case Op::dictItems:
    case Op::listSize:
        return QStringLiteral("#");
    case Op::dictGet:
    case Op::listGet:
    case Op::valueGet:
    case Op::namespaceGet:
        return QStringLiteral("=");
    case Op::dictSet:
    case Op::listSet:
    case Op::valueSet:
    case Op::namespaceSet:
        return QStringLiteral(":=");
    case Op::dictRemove:
    case Op::lockAbandon:
        return QStringLiteral("\u00D7");
    case Op::requestRecv:
    case Op::replyRecv:
    case Op::managedGet:
    case Op::queueTake:
    case Op::pipeRead:
        return QStringLiteral("-");
    case Op::requestSend:
    case Op::replySend:
    case Op::listAppend:
    case Op::managedPut:
    case Op::pipeWrite:
        return QStringLiteral("+");
    case Op::queueFlush:
        return QStringLiteral("\u21E4");
    case Op::lockAcquire:
    case Op::roomAcquire:
        return QStringLiteral("\u2193");
    case Op::lockRelease:
    case Op::roomRelease:
        return QStringLiteral("\u2191");
    }
    return QString();
}

// The mark says it better than the verb where what was moved is beside it.
bool isReadByMark(Op op) {
    return sendsMessage(op) || receivesMessage(op) || op == Op::queueTaskDone || op == Op::sharedLoad ||
           op == Op::sharedStore;
}

}  // namespace

QStringList cellTexts(Op op, const QString& content) {
    QStringList texts;
    if (isReadByMark(op) && !content.isEmpty())
        texts << markOf(op) + content;
    else if (!isReadByMark(op))
        texts << verb(op);
    return texts << markOf(op);
}

QStringList waitTexts(Op op, const QString& content) {
    QStringList texts;
    if (sendsMessage(op) && !content.isEmpty())
        texts << verb(op) + QLatin1Char(' ') + content;
    return texts << verb(op);
}

}  // namespace heddle
