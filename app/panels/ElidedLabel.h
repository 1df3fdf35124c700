// SPDX-License-Identifier: GPL-3.0-or-later
// One line of plain text that takes the width that there is, and shows in its tip what does not fit.
#pragma once

#include <QLabel>

namespace heddle {

// Thread: GUI only. text() is all of it, whatever is shown.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent* event) override;  // its tip
};

}  // namespace heddle
