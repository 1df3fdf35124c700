// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/TimelineImage.h"

#include "app/models/TraceModel.h"
#include "app/picture/PicturePainter.h"
#include "app/timeline/TimelineScene.h"
#include "core/trace/NewFile.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>
#include <span>

namespace heddle {

namespace {

constexpr int leastPx = 200, mostPx = 32000;  // QPainter's raster engine ends at 32,767

Error refusal(const QString& sentence) {
    return Error{sentence.toStdString()};
}

// What is wrong with the options, as a sentence; "" when nothing is.
QString complaint(const PictureOptions& options, double runLength) {
    if (const QString ofSize = complaintOfSize(options); !ofSize.isEmpty())
        return QStringLiteral("draw the timeline: %1").arg(ofSize);
    const double from = options.from.value_or(0), to = options.to.value_or(std::max(runLength, 1.0));
    if (!(from < to) || from < 0)
        return QStringLiteral("draw the timeline: the range %1 to %2 holds nothing").arg(from).arg(to);
    return QString();
}

void choose(TimelineScene& scene, Playback& playback, const PictureOptions& options) {
    playback.setAxis(options.axis);
    playback.seek(options.at.value_or(playback.length()));
    scene.setMoment(playback.moment());
    if (options.from || options.to)
        scene.showRange(options.from.value_or(0), options.to.value_or(playback.length()));
    else
        scene.fitAll();
}

void paintBoth(QPaintDevice& device, TimelineScene& scene) {
    QPainter painter(&device);
    paint(painter, scene.still(), scene.scope().theme);
    paint(painter, scene.moving(), scene.scope().theme);
}

void writePng(QIODevice& out, TimelineScene& scene, const QSize& size, double scale) {
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    paintBoth(image, scene);
    image.save(&out, "png");
}

constexpr int pixelsPerInch = 96;  // as CSS has it

void writeSvg(QIODevice& out, TimelineScene& scene, const QSize& size, const QString& title) {
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setResolution(pixelsPerInch);
    generator.setTitle(title);
    paintBoth(generator, scene);
}

void writePdf(QIODevice& out, TimelineScene& scene, const QSize& size, const QString& title) {
    QPdfWriter writer(&out);
    constexpr double pointsPerInch = 72;
    writer.setResolution(pixelsPerInch);
    writer.setPageSize(QPageSize(QSizeF(size) * pointsPerInch / pixelsPerInch, QPageSize::Point));
    writer.setPageMargins({});
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Heddle"));
    paintBoth(writer, scene);
}

// XML has no way to hold control characters, which names of a traced program may have; Qt writes them as they
// are.
QByteArray withoutControls(const QByteArray& xml) {
    QByteArray clean;
    clean.reserve(xml.size());
    for (const char byte : xml) {
        const bool isControl =
            static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t' && byte != '\r';
        clean += isControl ? QByteArray("\xEF\xBF\xBD") : QByteArray(1, byte);  // U+FFFD
    }
    return clean;
}

// In memory first: what is drawn is no larger than what can be seen.
QByteArray drawn(TimelineScene& scene, const QSize& size, const PictureOptions& options,
                 const QString& title) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    switch (options.form) {
    case PictureForm::png:
        writePng(buffer, scene, size, options.scale);
        break;
    case PictureForm::svg:
        writeSvg(buffer, scene, size, title);
        break;
    case PictureForm::pdf:
        writePdf(buffer, scene, size, title);
        break;
    }
    return options.form == PictureForm::svg ? withoutControls(bytes) : bytes;
}

Result<void> writeFile(const std::filesystem::path& path, const QByteArray& bytes) {
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto plain = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    return (*file)->append(plain).and_then([&] { return (*file)->reachDisk(); }).and_then([&] {
        return (*file)->takePlace();
    });
}

QString titleOf(const Trace& trace) {
    const std::string lesson = trace.facts().lesson;
    return lesson.empty() ? QStringLiteral("Heddle") : QStringLiteral("Heddle: %1").arg(lesson.c_str());
}

}  // namespace

QString complaintOfSize(const PictureOptions& options) {
    const double pixels = options.scale * std::max(options.widthPx, options.heightPx.value_or(leastPx));
    const int least = std::min(options.widthPx, options.heightPx.value_or(leastPx));
    const bool isPossible = options.scale > 0 && least >= leastPx && pixels <= mostPx;
    return isPossible ? QString()
                      : QStringLiteral("a picture is %1 to %2 pixels wide and high").arg(leastPx).arg(mostPx);
}

Result<void> writeTimelinePicture(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                                  const PictureOptions& options) {
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
    return writeFile(path, drawn(scene, size, options, titleOf(*trace)));
}

}  // namespace heddle
