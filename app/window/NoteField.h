// SPDX-License-Identifier: GPL-3.0-or-later
// A field of several lines for one note: Return is done with it, as in a field of one line.
#pragma once

#include <QObject>

class QDialog;
class QPlainTextEdit;

namespace heddle {

// Thread: GUI only. Belongs to the field, which is part of the dialog.
class NoteField : public QObject {
    Q_OBJECT
public:
    // Of what is put in, wherever it is, only so much stays that the note is no longer than `longest`.
    NoteField(QPlainTextEdit& field, QDialog& dialog, int longest);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refuseSurplus();

    QPlainTextEdit& m_field;
    QDialog& m_dialog;
    const int m_longest;
    int m_addedEnd = 0, m_added = 0;  // by the last change: where it ends, how many characters
    bool m_isRefusing = false;
};

}  // namespace heddle
