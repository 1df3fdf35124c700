// SPDX-License-Identifier: GPL-3.0-or-later
// A few choices side by side, of which one holds.
#pragma once

#include <QFrame>

class QButtonGroup;

namespace heddle {

// Thread: GUI only.
class Segments : public QFrame {
    Q_OBJECT
public:
    explicit Segments(const QStringList& choices, QWidget* parent = nullptr);  // the first one holds

    int chosen() const;  // its place in the list
    void setWords(int place, const QString& words);
    void setTip(int place, const QString& tip);
    void setSmall(bool isSmall);  // for a panel's head; else as tall as the buttons of the top bar

public slots:
    void choose(int place);  // says nothing when it holds already

signals:
    void choiceChanged(int place);

private:
    QButtonGroup* m_group;
};

}  // namespace heddle
