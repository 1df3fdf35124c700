// SPDX-License-Identifier: GPL-3.0-or-later
// Animated PNG (https://www.w3.org/TR/png-3/): what changes is compressed as a PNG of its own, whose image
// data go on as a frame. What stays is transparent in it.
#include "app/film/FilmSink.h"

#include <QBuffer>
#include <QByteArray>
#include <QtEndian>

#include <span>
#include <utility>
#include <zlib.h>

namespace heddle {

namespace {

constexpr int signatureBytes = 8;

void appendNumber(QByteArray& to, quint32 number) {
    number = qToBigEndian(number);
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void appendShort(QByteArray& to, quint16 number) {
    number = qToBigEndian(number);
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

QByteArray chunk(const QByteArray& type, const QByteArray& content) {
    const QByteArray summed = type + content;
    QByteArray bytes;
    appendNumber(bytes, static_cast<quint32>(content.size()));
    bytes += summed;
    appendNumber(bytes, static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef*>(summed.constData()),
                                                   static_cast<uInt>(summed.size()))));
    return bytes;
}

// The contents of the chunks of a type in what Qt wrote, which is whole.
QByteArray contentOf(const QByteArray& png, const char* type) {
    QByteArray content;
    for (qsizetype at = signatureBytes; at + 12 <= png.size();) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(png.constData() + at));
        if (png.mid(at + 4, 4) == type)
            content += png.mid(at + 8, length);
        at += length + 12;
    }
    return content;
}

QByteArray pngOf(const FilmFrame& frame) {
    const QRect part = frame.part();
    QImage image = frame.now.copy(part).convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; !frame.before.isNull() && y < part.height(); ++y) {
        auto* its = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto* before =
            reinterpret_cast<const QRgb*>(frame.before.constScanLine(part.y() + y)) + part.x();
        for (int x = 0; x < part.width(); ++x)
            if ((its[x] & RGB_MASK) == (before[x] & RGB_MASK))
                its[x] = 0;
    }
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return png;
}

class ApngSink : public FilmSink {
public:
    ApngSink(NewFile& file, const FilmShape& shape) : m_file(file), m_shape(shape) {}

    Result<void> add(const FilmFrame& frame) override {
        const bool isFirst = m_numbered == 0;
        const QByteArray png = pngOf(frame);
        QByteArray bytes = isFirst ? opening(png) : QByteArray();
        bytes += control(frame.part());
        const QByteArray data = contentOf(png, "IDAT");
        if (isFirst) {
            bytes += chunk("IDAT", data);
        } else {
            QByteArray numbered;
            appendNumber(numbered, m_numbered++);
            bytes += chunk("fdAT", numbered + data);
        }
        return write(bytes);
    }

    Result<void> finish() override { return write(chunk("IEND", {})); }

private:
    QByteArray opening(const QByteArray& png) const {
        QByteArray animation;
        appendNumber(animation, static_cast<quint32>(m_shape.frames));
        appendNumber(animation, 0);  // it is played for ever
        return png.left(signatureBytes) + chunk("IHDR", contentOf(png, "IHDR")) + chunk("acTL", animation);
    }

    QByteArray control(const QRect& part) {
        QByteArray content;
        appendNumber(content, m_numbered++);
        for (const int number : {part.width(), part.height(), part.x(), part.y()})
            appendNumber(content, static_cast<quint32>(number));
        appendShort(content, 1);
        appendShort(content, static_cast<quint16>(m_shape.framesPerSecond));
        content.append('\0').append('\1');  // it is left there, and what comes next is laid over it
        return chunk("fcTL", content);
    }

    Result<void> write(const QByteArray& bytes) {
        return m_file.append(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    }

    NewFile& m_file;
    FilmShape m_shape;
    quint32 m_numbered = 0;  // chunks that have a number of their own
};

}  // namespace

std::unique_ptr<FilmSink> apngInto(NewFile& file, const FilmShape& shape) {
    return std::make_unique<ApngSink>(file, shape);
}

}  // namespace heddle
