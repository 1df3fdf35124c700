// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/FilterField.h"

#include "app/models/TraceModel.h"
#include "core/trace/Filter.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

namespace heddle {

namespace {

bool isReturn(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

}  // namespace

FilterField::FilterField(TraceModel& model, QWidget* parent)
    : QLineEdit(parent), m_trace(model), m_known(nullptr), m_words(new QStringListModel(this)),
      m_completer(new QCompleter(m_words, this)) {
    setObjectName(QStringLiteral("events.filter"));
    setAccessibleName(tr("Filter for events"));
    setClearButtonEnabled(true);
    setProperty("role", "code");
    m_completer->setWidget(this);  // not setCompleter: that would complete the text as a whole
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("eventsOffered"));
    m_completer->popup()->setAccessibleName(tr("What can be typed here"));
    m_completer->popup()->installEventFilter(this);  // ahead of the completer's own
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterField::take);
    connect(this, &QLineEdit::textEdited, this, &FilterField::offer);
    connect(&m_trace, &TraceModel::traceChanged, this, &FilterField::showExample);
    showExample();
    setKeys({});
}

void FilterField::setKeys(const QString& keys) {
    const QString which =
        keys.isEmpty() ? tr("Which events are listed") : tr("Which events are listed (%1)").arg(keys);
    setToolTip(tr("%1: worker=consumer-*  object=jobs  op=queue.get|put  phase=waits\n"
                  "outcome!=ok  message=7  file=program.cpp  line=12  step=10..20  time=1ms..2ms  and words "
                  "of the sentence")
                   .arg(which));
}

// A run that begins has no names yet.
void FilterField::focusInEvent(QFocusEvent* event) {
    showExample();
    QLineEdit::focusInEvent(event);
}

const FilterWords& FilterField::wordsNow() {
    if (m_known.trace() != m_trace.trace())
        m_known = FilterWords(m_trace.trace());
    return m_known;
}

void FilterField::showExample() {
    setPlaceholderText(wordsNow().example());
}

void FilterField::offer() {
    const FilterWords::Offer offer = wordsNow().at(text(), cursorPosition());
    m_words->setStringList(offer.words);
    if (offer.words.isEmpty())
        return m_completer->popup()->hide();
    m_completer->complete();
    m_completer->popup()->setCurrentIndex({});
}

// A key is followed by its values, which are offered in turn.
void FilterField::take(const QString& word) {
    const FilterWords::Offer offer = wordsNow().at(text(), cursorPosition());
    setSelection(static_cast<int>(offer.from), static_cast<int>(offer.length));
    insert(word);
    if (word.endsWith(QLatin1Char('=')))
        QMetaObject::invokeMethod(this, "offer", Qt::QueuedConnection);  // once this list is gone
}

bool FilterField::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_completer->popup() || event->type() != QEvent::KeyPress)
        return QLineEdit::eventFilter(watched, event);
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const QModelIndex chosen = m_completer->popup()->currentIndex();
    const bool isWhole = Filter::parse(text().toStdString()).has_value();  // else Return cannot search yet
    if (key.key() == Qt::Key_Tab || (isReturn(key) && (chosen.isValid() || !isWhole))) {
        const QString word = chosen.isValid() ? chosen.data().toString() : m_words->stringList().value(0);
        m_completer->popup()->hide();
        take(word);
        return true;
    }
    if (!isReturn(key))
        return false;
    m_completer->popup()->hide();
    keyPressEvent(static_cast<QKeyEvent*>(event));
    return true;
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (!isReturn(*event))
        return QLineEdit::keyPressEvent(event);
    emit returned(event->modifiers().testFlag(Qt::ShiftModifier));
}

}  // namespace heddle
