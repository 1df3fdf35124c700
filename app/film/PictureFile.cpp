// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/film/PictureFile.h"

#include "core/trace/NewFile.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <span>

namespace heddle {

namespace {

void writePng(QIODevice& out, RunDrawing& drawing, double scale) {
    QImage image(drawing.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    drawing.paint(image);
    image.save(&out, "png");
}

constexpr int pixelsPerInch = 96;  // as CSS has it

void writeSvg(QIODevice& out, RunDrawing& drawing, const QString& title) {
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(drawing.size());
    generator.setViewBox(QRect(QPoint(0, 0), drawing.size()));
    generator.setResolution(pixelsPerInch);
    generator.setTitle(title);
    drawing.paint(generator);
}

void writePdf(QIODevice& out, RunDrawing& drawing, const QString& title) {
    QPdfWriter writer(&out);
    constexpr double pointsPerInch = 72;
    writer.setResolution(pixelsPerInch);
    writer.setPageSize(QPageSize(QSizeF(drawing.size()) * pointsPerInch / pixelsPerInch, QPageSize::Point));
    writer.setPageMargins({});
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Heddle"));
    drawing.paint(writer);
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
QByteArray drawn(RunDrawing& drawing, const PictureOptions& options, const QString& title) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    switch (options.form) {
    case PictureForm::png:
        writePng(buffer, drawing, options.scale);
        break;
    case PictureForm::svg:
        writeSvg(buffer, drawing, title);
        break;
    case PictureForm::pdf:
        writePdf(buffer, drawing, title);
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

Result<void> writePicture(std::shared_ptr<const Trace> trace, const std::filesystem::path& path,
                          const PictureOptions& options) {
    auto drawing = drawingOf(trace, options.drawing, options.scale);
    if (!drawing)
        return tl::unexpected(drawing.error());
    (*drawing)->showRange();
    (*drawing)->seek(options.at.value_or((*drawing)->to()));
    return writeFile(path, drawn(**drawing, options, titleOf(*trace)));
}

}  // namespace heddle
