// SPDX-License-Identifier: GPL-3.0-or-later
// How an export will look, ahead of it.
#pragma once

#include "app/export/ExportTask.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <stop_token>

namespace heddle {

struct ExportSample {
    QImage picture;     // of a picture, a film or a page; else null
    QString words;      // of a text: its first lines; of what is none, a sentence
    QString estimate;   // what is known of it beforehand; "" when nothing is
    QString objection;  // why there will be none; "" when there will
};

// A picture as it will be drawn, fitted into `roomPx`; a film and a page as they are at `position` on their
// axis. Thread: any; it takes as long as reading the run does.
ExportSample sampleOf(const ExportTask& task, QSize roomPx, double position, const std::stop_token& stop);

// An error as the window says it: it has fields where the command line has options.
QString inWindowWords(const Error& error);

}  // namespace heddle
