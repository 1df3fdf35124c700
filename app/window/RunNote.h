// SPDX-License-Identifier: GPL-3.0-or-later
// One line over the timeline that says whose run it shows, where another lesson or program has been chosen
// since.
#pragma once

#include "app/panels/ElidedLabel.h"

namespace heddle {

class LessonDesk;
class Viewing;

// Hidden where there is nothing to say. Thread: GUI only. Viewing and desk outlive it, or are never heard of
// again.
class RunNote : public ElidedLabel {
    Q_OBJECT
public:
    explicit RunNote(QWidget* parent = nullptr);

    void follow(const Viewing& viewing, const LessonDesk& lessons);

private:
    void tell(const Viewing& viewing, const LessonDesk& lessons);
};

}  // namespace heddle
