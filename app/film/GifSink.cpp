// SPDX-License-Identifier: GPL-3.0-or-later
// GIF 89a, by giflib. All pictures share 255 colours; the last place is of what stays as it was.
#include "app/film/FilmSink.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <gif_lib.h>
#include <span>
#include <string>
#include <utility>

namespace heddle {

namespace {

constexpr int colourCount = 255, placeCount = 256;
constexpr GifByteType staysAsItWas = 255;
constexpr std::size_t mostSampled = 400'000;  // pixels of each picture, for its colours

using Colours = std::array<GifColorType, placeCount>;

// The colours that come near to all in the samples.
Colours coloursOf(const std::vector<QImage>& samples) {
    std::vector<GifByteType> red, green, blue;
    for (const QImage& image : samples) {
        const auto pixels =
            static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height());
        const std::size_t every = pixels / mostSampled + 1;
        for (std::size_t i = 0; i < pixels; i += every) {
            const auto width = static_cast<std::size_t>(image.width());
            const QRgb colour = image.pixel(static_cast<int>(i % width), static_cast<int>(i / width));
            red.push_back(static_cast<GifByteType>(qRed(colour)));
            green.push_back(static_cast<GifByteType>(qGreen(colour)));
            blue.push_back(static_cast<GifByteType>(qBlue(colour)));
        }
    }
    Colours colours{};
    std::vector<GifByteType> places(red.size());
    int count = colourCount;
    // Its width and height only tell how many pixels there are.
    GifQuantizeBuffer(static_cast<unsigned>(red.size()), 1, &count, red.data(), green.data(), blue.data(),
                      places.data(), colours.data());
    return colours;
}

struct CloseGif {
    void operator()(GifFileType* gif) const {
        int error = 0;
        EGifCloseFile(gif, &error);
    }
};

class GifSink : public FilmSink {
public:
    GifSink(NewFile& file, const FilmShape& shape, const std::vector<QImage>& samples)
        : m_file(file), m_shape(shape), m_colours(coloursOf(samples)) {
        int error = 0;
        m_gif.reset(EGifOpen(this, &GifSink::take, &error));
    }

    Result<void> add(const FilmFrame& frame) override {
        const bool isWritten = m_gif && (m_frame > 0 || begin()) && addFrame(frame);
        return isWritten && m_written ? Result<void>() : failed();
    }

    Result<void> finish() override {
        int error = 0;
        const bool isClosed = EGifCloseFile(m_gif.release(), &error) == GIF_OK;
        return isClosed && m_written ? Result<void>() : failed();  // giflib lets some failed writes pass
    }

private:
    // As giflib wants it: how many bytes were taken.
    static int take(GifFileType* gif, const GifByteType* bytes, int count) {
        auto& sink = *static_cast<GifSink*>(gif->UserData);
        const std::span<const GifByteType> all(bytes, static_cast<std::size_t>(count));
        if (sink.m_written)
            sink.m_written = sink.m_file.append(std::as_bytes(all));
        return sink.m_written ? count : 0;
    }

    Result<void> failed() const { return m_written ? failure("write a gif: giflib refused it") : m_written; }

    bool begin() {
        constexpr std::array<unsigned char, 3> forEver{1, 0, 0};
        EGifSetGifVersion(m_gif.get(), true);
        ColorMapObject* map = GifMakeMapObject(placeCount, m_colours.data());
        const bool isBegun = map != nullptr && EGifPutScreenDesc(m_gif.get(), m_shape.size.width(),
                                                                 m_shape.size.height(), 8, 0, map) == GIF_OK;
        GifFreeMapObject(map);
        return isBegun && EGifPutExtensionLeader(m_gif.get(), APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
               EGifPutExtensionBlock(m_gif.get(), 11, "NETSCAPE2.0") == GIF_OK &&
               EGifPutExtensionBlock(m_gif.get(), forEver.size(), forEver.data()) == GIF_OK &&
               EGifPutExtensionTrailer(m_gif.get()) == GIF_OK;
    }

    bool addFrame(const FilmFrame& frame) {
        const QRect part = frame.part();
        GraphicsControlBlock control{};
        control.DisposalMode = DISPOSE_DO_NOT;
        control.DelayTime = delayOf(m_frame++);
        control.TransparentColor = staysAsItWas;
        std::array<GifByteType, 4> words{};
        EGifGCBToExtension(&control, words.data());
        if (EGifPutExtension(m_gif.get(), GRAPHICS_EXT_FUNC_CODE, words.size(), words.data()) != GIF_OK ||
            EGifPutImageDesc(m_gif.get(), part.x(), part.y(), part.width(), part.height(), false, nullptr) !=
                GIF_OK)
            return false;
        std::vector<GifByteType> line(static_cast<std::size_t>(part.width()));
        for (int y = part.top(); y <= part.bottom(); ++y) {
            fill(line, frame, part.x(), y);
            if (EGifPutLine(m_gif.get(), line.data(), part.width()) != GIF_OK)
                return false;
        }
        return true;
    }

    void fill(std::vector<GifByteType>& line, const FilmFrame& frame, int left, int y) {
        const auto* now = reinterpret_cast<const QRgb*>(frame.now.constScanLine(y)) + left;
        const auto* before = frame.before.isNull()
                                 ? nullptr
                                 : reinterpret_cast<const QRgb*>(frame.before.constScanLine(y)) + left;
        for (std::size_t x = 0; x < line.size(); ++x)
            line[x] = before && before[x] == now[x] ? staysAsItWas : placeOf(now[x]);
    }

    // In hundredths of a second, which do not divide every number of pictures a second: in all they come out.
    int delayOf(int frame) const {
        const auto until = [this](int count) { return (200 * count / m_shape.framesPerSecond + 1) / 2; };
        return until(frame + 1) - until(frame);
    }

    GifByteType placeOf(QRgb colour) {
        const auto known = m_places.constFind(colour);
        if (known != m_places.constEnd())
            return *known;
        const auto distance = [colour](const GifColorType& its) {
            const int red = its.Red - qRed(colour), green = its.Green - qGreen(colour),
                      blue = its.Blue - qBlue(colour);
            return red * red + green * green + blue * blue;
        };
        const auto nearest =
            std::min_element(m_colours.begin(), m_colours.begin() + colourCount,
                             [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
        return *m_places.insert(colour, static_cast<GifByteType>(nearest - m_colours.begin()));
    }

    NewFile& m_file;
    FilmShape m_shape;
    Colours m_colours;
    QHash<QRgb, GifByteType> m_places;
    Result<void> m_written;
    int m_frame = 0;
    std::unique_ptr<GifFileType, CloseGif> m_gif;  // goes first: it may write
};

}  // namespace

std::unique_ptr<FilmSink> gifInto(NewFile& file, const FilmShape& shape, const std::vector<QImage>& samples) {
    return std::make_unique<GifSink>(file, shape, samples);
}

}  // namespace heddle
