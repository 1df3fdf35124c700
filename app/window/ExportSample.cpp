// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ExportSample.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <ostream>
#include <streambuf>
#include <utility>

namespace heddle {

namespace {

constexpr qsizetype mostLines = 60, mostBytes = 16 * 1024;
constexpr int mostHeights = 3, mostPixels = 16'000'000;  // of the painted part: in widths, and in all
constexpr QSize pageSizePx{1280, 720};

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::ExportSample", words);
}

// Takes the first lines, and fails then, which ends who writes.
class FirstLines : public std::streambuf {
public:
    explicit FirstLines(std::stop_token stop) : m_stop(std::move(stop)) {}

    const QByteArray& bytes() const { return m_bytes; }

protected:
    int_type overflow(int_type next) override {
        const char byte = traits_type::to_char_type(next);
        return xsputn(&byte, 1) == 1 ? next : traits_type::eof();
    }
    std::streamsize xsputn(const char* bytes, std::streamsize count) override {
        if (m_lines >= mostLines || m_bytes.size() >= mostBytes || m_stop.stop_requested())
            return 0;
        m_bytes.append(bytes, static_cast<qsizetype>(count));
        m_lines += std::count(bytes, bytes + count, '\n');
        return count;
    }

private:
    std::stop_token m_stop;
    QByteArray m_bytes;
    qsizetype m_lines = 0;
};

bool isText(const QByteArray& bytes) {
    return std::none_of(bytes.begin(), bytes.end(), [](char byte) {
        return static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t' && byte != '\r';
    });
}

ExportSample linesOf(const ExportTask& task, const std::stop_token& stop) {
    ExportSample sample;
    const QLocale locale;
    if (!task.range || task.range->isInSteps)
        sample.estimate = tr("%1 of the run's %2 events are looked at")
                              .arg(locale.toString(static_cast<qulonglong>(task.events())),
                                   locale.toString(static_cast<qulonglong>(task.trace->size())));
    FirstLines lines(stop);
    if (task.form.isStream()) {
        std::ostream out(&lines);
        ExportRequest request = requestOf(task);
        request.stop = stop;
        task.form.format->write(request, out);
    }
    if (!task.form.isStream() || !isText(lines.bytes())) {
        sample.words = tr("This form is for programs: there is nothing in it to be read here.");
        return sample;
    }
    const QByteArray bytes = lines.bytes().left(mostBytes);
    QStringList shown = QString::fromUtf8(bytes).split(QLatin1Char('\n')).mid(0, mostLines);
    if (lines.bytes().count('\n') >= mostLines || lines.bytes().size() >= mostBytes)
        shown << QStringLiteral("…");
    sample.words = shown.join(QLatin1Char('\n'));
    return sample;
}

// Painted as it will be, then made smaller; of what is very high the upper part.
QImage paintedInto(RunDrawing& drawing, QSize roomPx) {
    QSize size = drawing.size();
    size.setHeight(std::min({size.height(), mostHeights * size.width(), mostPixels / size.width()}));
    const double fitting = std::min(static_cast<double>(roomPx.width()) / size.width(),
                                    static_cast<double>(roomPx.height()) / size.height());
    const double scale = std::clamp(fitting, 1.0, 2.0);
    QImage image(size * scale, QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDevicePixelRatio(scale);
    drawing.paint(image);
    image.setDevicePixelRatio(1);
    return fitting < scale ? image.scaled(roomPx, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
}

QString pixelsOf(const RunDrawing& drawing, double scale) {
    const QSize size = drawing.size() * scale;
    return tr("%1 × %2 pixels").arg(size.width()).arg(size.height());
}

DrawingOptions pageDrawing(const ExportTask& task, const std::stop_token& stop) {
    PictureTask look;
    look.drawing.shown = Shown::both;
    look.drawing.widthPx = pageSizePx.width();
    look.drawing.heightPx = pageSizePx.height();
    look.drawing.theme = task.theme == "dark" ? Theme::dark() : Theme::light();
    return drawingOf(look, task.range, stop);
}

// Shows the instant; the estimate, or why there is none.
Result<QString> placed(RunDrawing& drawing, const ExportTask& task, double position) {
    const double at = std::clamp(position, drawing.from(), drawing.to());
    const auto instant = instantOf(task.picture, *task.trace, drawingOf(task.picture, task.range, {}));
    if (!instant)
        return tl::unexpected(instant.error());
    if (!task.form.isFilm()) {
        drawing.showRange();
        if (task.form.isPage())
            drawing.seek(at);
        else if (*instant)
            drawing.seek(**instant);
        return task.form.isPage() ? tr("Stage and timeline at the step where the page opens; on it are also "
                                       "buttons, the source and the events.")
               : task.form.hasPixels() ? pixelsOf(drawing, task.picture.scale)
                                       : pixelsOf(drawing, 1);
    }
    const Result<int> frames = framesOf(drawing, filmOf(task.picture, {}));
    if (!frames)
        return tl::unexpected(frames.error());
    drawing.showLegibly();
    drawing.seek(at);
    const double seconds = static_cast<double>(*frames) / task.picture.framesPerSecond;
    return tr("pictures: %1, seconds: %2").arg(*frames).arg(QLocale().toString(seconds, 'f', 1)) +
           QStringLiteral(", ") + pixelsOf(drawing, task.picture.scale);
}

ExportSample pictureOf(const ExportTask& task, QSize roomPx, double position, const std::stop_token& stop) {
    ExportSample sample;
    const DrawingOptions options =
        task.form.picture ? drawingOf(task.picture, task.range, stop) : pageDrawing(task, stop);
    auto drawing = drawingOf(task.trace, options, task.form.picture ? task.picture.scale : 1);
    if (!drawing) {
        sample.objection = inWindowWords(drawing.error());
        return sample;
    }
    const Result<QString> estimate = placed(**drawing, task, position);
    sample.picture = paintedInto(**drawing, roomPx);
    if (estimate)
        sample.estimate = *estimate;
    else
        sample.objection = inWindowWords(estimate.error());
    return sample;
}

}  // namespace

ExportSample sampleOf(const ExportTask& task, QSize roomPx, double position, const std::stop_token& stop) {
    const Result<void> fitting = fits(task);
    ExportSample sample = task.form.picture || task.form.isPage() ? pictureOf(task, roomPx, position, stop)
                                                                  : linesOf(task, stop);
    if (!fitting)
        sample.objection = inWindowWords(fitting.error());
    return sample;
}

QString inWindowWords(const Error& error) {
    QString words = QString::fromStdString(error.sentence);
    return words.replace(QLatin1String("--at "), tr("step ")).replace(QLatin1String("--"), QString());
}

}  // namespace heddle
