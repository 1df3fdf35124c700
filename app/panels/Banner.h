// SPDX-License-Identifier: GPL-3.0-or-later
// One sentence across the window that does not stop anybody's work, until it is put away.
#pragma once

#include <QFrame>

class QLabel;

namespace heddle {

// Thread: GUI only. Its property "tone" is what the style sheet colours it by; a mark tells the tone as well.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { trouble, refusal, note };  // the program's fault; something was not done; worth knowing

    explicit Banner(QWidget* parent = nullptr);

    void say(Tone tone, const QString& sentence);  // in the place of what was said before
    void putAway();
    QString sentence() const;

private:
    QLabel* m_mark;
    QLabel* m_sentence;
};

}  // namespace heddle
