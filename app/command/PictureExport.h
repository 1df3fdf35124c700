// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a picture, from a command: without a window and without a display.
#pragma once

#include "app/command/TraceRange.h"
#include "app/film/TimelineImage.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace heddle {

struct PictureFormat {
    std::string_view name;    // for --to
    std::string_view ending;  // of a file's name
    std::string_view what;
    PictureForm form;
};

std::span<const PictureFormat> pictureFormats();
const PictureFormat* pictureFormatNamed(std::string_view name);  // nullptr: there is none

// How a picture shall be, as typed; "" is what is usual.
struct PictureWishes {
    std::string theme;  // light or dark
    std::string size;   // WxH, or W: as high as all lanes need
    std::string scale;  // of a png: pixels for each of these
};

// One sentence for what was not understood. Thread: any.
Result<PictureOptions> optionsFrom(const PictureWishes& wishes, const PictureFormat& format);

// Makes a QGuiApplication for the time it takes, so there must be none yet. Thread: the first.
Result<void> exportPicture(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                           PictureOptions options, const std::filesystem::path& path);

}  // namespace heddle
