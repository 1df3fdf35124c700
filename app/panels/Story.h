// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of one event: its sentence, the way of the message that it moved, and of whom and what there
// is more.
#pragma once

#include "app/models/Subject.h"
#include "app/models/TraceModel.h"
#include "app/theme/Theme.h"

#include <QString>

#include <optional>
#include <vector>

namespace heddle {

struct Story {
    struct Part {  // of a sentence
        QString words;
        std::optional<std::size_t> event = {};  // that it tells of, to be gone to
        Subject subject = {};                   // whose story is to be told

        bool isLink() const { return event || !subject.isNone(); }
    };
    struct Line {
        Tone tone = Tone::idle;
        QString words, when;                    // "put by main", "step 38"
        std::optional<std::size_t> event = {};  // that it tells of, to be gone to
        Subject subject = {};                   // whose story is to be told

        bool isLink() const { return event || !subject.isNone(); }
    };
    QString title, place;  // "Message 8", "in jobs"; "Step 12", "program.cpp:18"
    std::vector<std::vector<Part>> sentences;
    std::vector<Line> lines;

    QString told() const;  // the sentences, one in a row
};

// Thread: GUI only. `event` < model.size().
Story storyOf(const TraceModel& model, std::size_t event);

}  // namespace heddle
