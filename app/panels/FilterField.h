// SPDX-License-Identifier: GPL-3.0-or-later
// Where a filter of events is typed; what may come next is offered below it.
#pragma once

#include "app/models/FilterWords.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace heddle {

class TraceModel;

// Thread: GUI only. The model outlives it.
class FilterField : public QLineEdit {
    Q_OBJECT
public:
    FilterField(TraceModel& model, QWidget* parent);

    void setKeys(const QString& keys);  // that lead here: said in its tip; "": none

signals:
    void returned(bool isWithShift);  // Return, where it chooses nothing that is offered

protected:
    // Tab takes what is offered first, Return only what was chosen.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private slots:
    void offer();

private:
    void take(const QString& word);
    void showExample();
    const FilterWords& wordsNow();

    TraceModel& m_trace;
    FilterWords m_known;  // of the trace that was shown last
    QStringListModel* m_words;
    QCompleter* m_completer;
};

}  // namespace heddle
