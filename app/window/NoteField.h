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
    NoteField(QPlainTextEdit& field, QDialog& dialog, int longest);  // no longer note can be typed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPlainTextEdit& m_field;
    QDialog& m_dialog;
};

}  // namespace heddle
