// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/PictureExport.h"

#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace heddle {

namespace {

constexpr std::array<PictureFormat, 3> allPictures = {
    {{"png", ".png", "The timeline as a picture", PictureForm::png},
     {"svg", ".svg", "The timeline as a drawing whose text stays text", PictureForm::svg},
     {"pdf", ".pdf", "The timeline as a page whose text stays text", PictureForm::pdf}}};

// All of `typed` is this number.
template <class Number>
bool isNumber(std::string_view typed, Number& number) {
    const char* end = typed.data() + typed.size();
    const auto [stopped, code] = std::from_chars(typed.data(), end, number);
    return code == std::errc{} && stopped == end;
}

// A picture needs nothing of the desktop: what Qt misses there is nothing to tell.
void keepQuiet(QtMsgType type, const QMessageLogContext& context, const QString& words) {
    if (type == QtFatalMsg || type == QtCriticalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, words)));
}

}  // namespace

std::span<const PictureFormat> pictureFormats() {
    return allPictures;
}

const PictureFormat* pictureFormatNamed(std::string_view name) {
    const auto found = std::find_if(allPictures.begin(), allPictures.end(),
                                    [&](const PictureFormat& format) { return format.name == name; });
    return found == allPictures.end() ? nullptr : &*found;
}

Result<PictureOptions> optionsFrom(const PictureWishes& wishes, const PictureFormat& format) {
    PictureOptions options;
    options.form = format.form;
    if (!wishes.theme.empty() && wishes.theme != "light" && wishes.theme != "dark")
        return failure("--theme " + wishes.theme + " is not allowed; it takes light or dark");
    options.isDark = wishes.theme == "dark";
    const std::size_t cross = wishes.size.find('x');
    int height = 0;
    if (!wishes.size.empty() && !isNumber(std::string_view(wishes.size).substr(0, cross), options.widthPx))
        return failure("--size " + wishes.size + " is not allowed; it takes 1600x900, or 1600");
    if (cross != std::string::npos) {
        if (!isNumber(std::string_view(wishes.size).substr(cross + 1), height))
            return failure("--size " + wishes.size + " is not allowed; it takes 1600x900, or 1600");
        options.heightPx = height;
    }
    if (!wishes.scale.empty() && format.form != PictureForm::png)
        return failure("--scale is for png only: a " + std::string(format.name) + " has no pixels");
    if (!wishes.scale.empty() && !isNumber(wishes.scale, options.scale))
        return failure("--scale " + wishes.scale + " is not allowed; it takes 2, or 1.5");
    if (const QString wrong = complaintOfSize(options); !wrong.isEmpty())
        return failure("--size or --scale is not allowed: " + wrong.toStdString());
    return options;
}

Result<void> exportPicture(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                           PictureOptions options, const std::filesystem::path& path) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "heddle";
    char* arguments[] = {name, nullptr};
    int count = 1;
    qInstallMessageHandler(keepQuiet);
    const QGuiApplication application(count, arguments);
    if (range) {
        options.axis = range->isInSteps ? Axis::steps : Axis::realTime;
        options.from = range->first;
        options.to = range->last;
    }
    return writeTimelinePicture(std::move(trace), path, options);
}

}  // namespace heddle
