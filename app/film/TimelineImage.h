// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a picture file, by the same layout and painter as in the window.
#pragma once

#include "app/playback/Playback.h"
#include "app/theme/Theme.h"
#include "core/base/Result.h"
#include "core/trace/Trace.h"

#include <QString>
#include <filesystem>
#include <memory>
#include <optional>

namespace heddle {

enum class PictureForm { png, svg, pdf };

struct PictureOptions {
    PictureForm form = PictureForm::png;
    int widthPx = 1600;           // logical; the file has widthPx * scale
    std::optional<int> heightPx;  // none: as many as all lanes need
    double scale = 1;             // of a png: the others have no pixels
    Axis axis = Axis::steps;
    std::optional<double> from, to;  // positions on the axis; none: the whole run
    std::optional<double> at;        // the instant shown; none: the end of the run
    bool isDark = false;
};

// "": a picture of this size and scale can be made. Thread: any.
QString complaintOfSize(const PictureOptions& options);

// In svg and pdf text stays text. Needs a QGuiApplication; any platform will do, offscreen too. Thread: GUI
// only. Refuses with one sentence a size or a range that makes no picture, and a file that cannot be written;
// an older file is replaced whole or not at all.
Result<void> writeTimelinePicture(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                                  const PictureOptions& options);

}  // namespace heddle
