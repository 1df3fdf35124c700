// SPDX-License-Identifier: GPL-3.0-or-later
// Where what the program shall read is typed: Return sends the line, Ctrl+D ends the input.
#pragma once

#include <QWidget>

class QLineEdit;

namespace heddle {

class Theme;

// Thread: GUI only.
class InputField : public QWidget {
    Q_OBJECT
public:
    explicit InputField(const Theme& theme, QWidget* parent = nullptr);

    void begin();  // for a new program: empty, and to be typed into
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void given(QByteArray bytes);  // a line with its newline
    void ended();                  // there will be no more

private:
    void sendLine();
    void end();

    QLineEdit* m_line;
};

}  // namespace heddle
