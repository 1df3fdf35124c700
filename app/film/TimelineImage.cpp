// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/TimelineImage.h"

#include "app/models/TraceModel.h"
#include "app/timeline/PicturePainter.h"
#include "app/timeline/TimelineScene.h"

#include <QImage>
#include <QImageWriter>
#include <QPainter>

#include <cmath>
#include <limits>

namespace heddle {

namespace {

constexpr int leastPx = 200, mostPx = 32000;  // QPainter's raster engine ends at 32,767

Error refusal(const QString& sentence) {
    return Error{sentence.toStdString()};
}

// What is wrong with the options, as a sentence; "" when nothing is.
QString complaint(const PngOptions& options, double runLength) {
    const double pixels = options.scale * std::max(options.widthPx, options.heightPx.value_or(leastPx));
    const int least = std::min(options.widthPx, options.heightPx.value_or(leastPx));
    if (!(options.scale > 0) || least < leastPx || pixels > mostPx)
        return QStringLiteral("draw the timeline: a picture is %1 to %2 pixels wide and high")
            .arg(leastPx)
            .arg(mostPx);
    const double from = options.from.value_or(0), to = options.to.value_or(std::max(runLength, 1.0));
    if (!(from < to) || from < 0)
        return QStringLiteral("draw the timeline: the range %1 to %2 holds nothing").arg(from).arg(to);
    return QString();
}

void choose(TimelineScene& scene, Playback& playback, const PngOptions& options) {
    playback.setAxis(options.axis);
    playback.seek(options.at.value_or(playback.length()));
    scene.setMoment(playback.moment());
    if (options.from || options.to)
        scene.showRange(options.from.value_or(0), options.to.value_or(playback.length()));
    else
        scene.fitAll();
}

QImage painted(TimelineScene& scene, const QSize& size, double scale) {
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paint(painter, scene.still(), scene.scope().theme);
    paint(painter, scene.moving(), scene.scope().theme);
    return image;
}

}  // namespace

Result<void> writeTimelinePng(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                              const PngOptions& options) {
    TraceModel model;
    model.setTrace(trace);
    while (model.catchUp())
        continue;
    Playback playback;
    playback.setTrace(trace);
    playback.setAxis(options.axis);
    if (const QString sentence = complaint(options, playback.length()); !sentence.isEmpty())
        return tl::unexpected(refusal(sentence));
    const Theme theme = options.isDark ? Theme::dark() : Theme::light();
    QSize size(options.widthPx, options.heightPx.value_or(leastPx));
    TimelineScene scene(model, theme, size);
    scene.followRun();
    if (!options.heightPx) {
        size.setHeight(std::min(static_cast<int>(std::ceil(scene.wholeHeight())),
                                static_cast<int>(mostPx / options.scale)));
        scene.setSize(size);
    }
    choose(scene, playback, options);
    const QString name = QString::fromStdString(path.string());
    QImageWriter writer(name, "png");
    if (!writer.write(painted(scene, size, options.scale)))
        return tl::unexpected(
            refusal(QStringLiteral("write picture \"%1\": %2").arg(name, writer.errorString())));
    return {};
}

}  // namespace heddle
