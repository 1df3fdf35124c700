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
    case Op::timerStart:
        return QStringLiteral("\u25B6");  // a triangle
    case Op::processBegin:
    case Op::threadBegin:
        return QStringLiteral("\u25CF");  // a disc
    case Op::processEnd:
    case Op::threadEnd:
    case Op::managerStop:
        return QStringLiteral("\u25A0");  // a square
    case Op::processJoin:
    case Op::threadJoin:
    case Op::queueJoin:
    case Op::queueFlush:
        return QStringLiteral("\u21E4");  // an arrow to a bar
    case Op::processTerminate:
    case Op::processKill:
    case Op::barrierAbort:
    case Op::timerCancel:
        return QStringLiteral("\u2717");  // a cross
    case Op::queuePut:
    case Op::pipeSend:
    case Op::poolSubmit:
    case Op::futureSet:
    case Op::tcpSend:
    case Op::tcpSendAll:
    case Op::unixSend:
    case Op::unixSendAll:
    case Op::bytesWrite:
    case Op::bytesWriteAll:
    case Op::datagramSend:
    case Op::pipeWrite:
    case Op::requestSend:
    case Op::replySend:
    case Op::listAppend:
    case Op::managedPut:
        return QStringLiteral("+");
    case Op::queueGet:
    case Op::pipeRecv:
    case Op::poolTake:
    case Op::futureGet:
    case Op::tcpRecv:
    case Op::unixRecv:
    case Op::bytesRead:
    case Op::datagramRecv:
    case Op::streamPart:
    case Op::streamWhole:
    case Op::queueTake:
    case Op::pipeRead:
    case Op::requestRecv:
    case Op::replyRecv:
    case Op::managedGet:
        return QStringLiteral("-");
    case Op::queueTaskDone:
        return QStringLiteral("\u2713");  // a tick
    case Op::queueClose:
    case Op::pipeClose:
    case Op::poolShutdown:
    case Op::tcpClose:
    case Op::signalClose:
    case Op::unixClose:
    case Op::bytesClose:
    case Op::datagramClose:
    case Op::dictRemove:
    case Op::lockAbandon:
        return QStringLiteral("\u00D7");
    case Op::mutexAcquire:
    case Op::semaphoreAcquire:
    case Op::roomAcquire:
    case Op::lockAcquire:
        return QStringLiteral("\u2193");
    case Op::mutexRelease:
    case Op::semaphoreRelease:
    case Op::roomRelease:
    case Op::lockRelease:
        return QStringLiteral("\u2191");
    case Op::conditionWait:
    case Op::eventWait:
    case Op::ringWait:
        return QStringLiteral("\u2026");
    case Op::conditionNotify:
    case Op::conditionNotifyAll:
    case Op::eventSet:
    case Op::signalSend:
    case Op::signalTake:
        return QStringLiteral("!");
    case Op::sharedLoad:
    case Op::arrayLoad:
    case Op::memoryRead:
    case Op::dictGet:
    case Op::listGet:
    case Op::valueGet:
    case Op::namespaceGet:
        return QStringLiteral("=");
    case Op::sharedStore:
    case Op::arrayStore:
    case Op::memoryWrite:
    case Op::dictSet:
    case Op::listSet:
    case Op::valueSet:
    case Op::namespaceSet:
        return QStringLiteral(":=");
    case Op::sharedCompareExchange:
        return QStringLiteral("\u225F");  // equal, with a question mark over it
    case Op::sharedFetchAdd:
        return QStringLiteral("+=");
    case Op::dictSize:
    case Op::dictKeys:
    case Op::dictItems:
    case Op::listSize:
        return QStringLiteral("#");
    case Op::barrierWait:
        return QStringLiteral("\u2016");  // a double bar
    case Op::eventClear:
    case Op::barrierReset:
        return QStringLiteral("\u21BA");
    case Op::rwlockAcquireRead:
        return QStringLiteral("r\u2193");
    case Op::rwlockAcquireWrite:
        return QStringLiteral("w\u2193");
    case Op::rwlockReleaseRead:
        return QStringLiteral("r\u2191");
    case Op::rwlockReleaseWrite:
        return QStringLiteral("w\u2191");
    case Op::sleep:
    case Op::timerWait:
        return QStringLiteral("z");
    case Op::print:
        return QStringLiteral("\u00BB");
    case Op::pipePoll:
    case Op::eventIsSet:
        return QStringLiteral("?");
    case Op::divergence:
        return QStringLiteral("\u2260");
    case Op::tcpListen:
    case Op::unixListen:
    case Op::datagramBind:
        return QStringLiteral("\u25CE");  // a disc in a ring
    case Op::tcpConnect:
    case Op::unixConnect:
    case Op::datagramConnect:
    case Op::datagramQueued:
    case Op::managerConnect:
        return QStringLiteral("\u2192");
    case Op::tcpAccept:
    case Op::unixAccept:
    case Op::managerAccept:
        return QStringLiteral("\u2190");
    case Op::tcpShutdown:
    case Op::unixShutdown:
        return QStringLiteral("\u2298");  // a circle with a bar
    case Op::tcpSetOption:
    case Op::datagramSetOption:
    case Op::custom:
    case Op::managerMake:
        return QStringLiteral("*");
    }
    return QString();
}

// The mark says it better than the verb where what was moved is beside it.
bool isReadByMark(Op op) {
    return sendsMessage(op) || receivesMessage(op) || readsOrWritesValue(op) || op == Op::queueTaskDone;
}

// Its value, where it has no text, is a count or a code that means nothing beside the verb.
bool saysInWords(Op op) {
    return op == Op::print || op == Op::custom || isManaged(op);
}

}  // namespace

bool readsOrWritesValue(Op op) {
    return op == Op::sharedLoad || op == Op::sharedStore || op == Op::arrayLoad || op == Op::arrayStore ||
           op == Op::memoryRead || op == Op::memoryWrite || op == Op::sharedCompareExchange ||
           op == Op::sharedFetchAdd;
}

QString shortestWithContent(Op op, const QString& content) {
    return isReadByMark(op) && !content.isEmpty() ? markOf(op) + content : QString();
}

QStringList cellTexts(Op op, const QString& content, const QString& object) {
    const QString word = verb(op), mark = markOf(op);
    QStringList texts;
    const auto add = [&](const QString& text) {
        if (!object.isEmpty() && op != Op::print)  // all print to the same
            texts << text + QStringLiteral(" \u00B7 ") + object;
        texts << text;
    };
    if (isReadByMark(op)) {
        if (!content.isEmpty()) {
            add(word + QLatin1Char(' ') + content);
            texts << mark + content;
        }
    } else {
        if (!content.isEmpty() && saysInWords(op))
            add(word + QLatin1Char(' ') + content);
        add(word);
        if (!object.isEmpty() && !mark.isEmpty() && op != Op::print)
            texts << mark + object;
    }
    return texts << mark;
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
