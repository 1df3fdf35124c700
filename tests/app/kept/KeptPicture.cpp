// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/kept/KeptPicture.h"

#include <QDir>
#include <QFontMetricsF>

#include <cmath>
#include <cstdlib>

namespace heddle {

namespace {

constexpr int sameWithin = 40;  // of 255, in each colour: smooth edges are rounded in other ways elsewhere
constexpr double keptWordsPx = 653.86;  // of words in the fonts of the kept pictures

bool isSame(QRgb a, QRgb b) {
    return std::abs(qRed(a) - qRed(b)) <= sameWithin && std::abs(qGreen(a) - qGreen(b)) <= sameWithin &&
           std::abs(qBlue(a) - qBlue(b)) <= sameWithin;
}

QString wrongFolder() {
    return qEnvironmentVariable("HEDDLE_BUILD") + QStringLiteral("/pictures-wrong");
}

}  // namespace

int KeptPicture::differing(const QImage& a, const QImage& b) {
    if (a.size() != b.size())
        return a.width() * a.height();
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += !isSame(a.pixel(x, y), b.pixel(x, y));
    return count;
}

QString KeptPicture::otherFonts() {
    const Theme theme = Theme::light();
    const QString words = QStringLiteral("every 8th arrow drawn 0123456789");
    double px = 0;
    for (const Type type : {Type::body, Type::code, Type::small})
        px += QFontMetricsF(theme.font(type)).horizontalAdvance(words);
    return std::abs(px - keptWordsPx) > 0.5 ? QStringLiteral("the fonts are others here: %1 px").arg(px)
                                            : QString();
}

QString KeptPicture::file() const {
    return QStringLiteral("%1/%2.png").arg(m_folder, m_name);
}

QString KeptPicture::complaint(const QImage& now, int mostThatMayDiffer) const {
    if (qEnvironmentVariableIsSet("HEDDLE_RENEW_PICTURES"))
        return now.save(file(), "PNG", 0) ? QString() : QStringLiteral("cannot write %1").arg(file());
    const QImage kept(file());
    const int differ = differing(now, kept);
    if (differ <= mostThatMayDiffer)
        return {};
    leave(now, kept);
    return QStringLiteral("%1 pixels of %2 differ from the kept picture; at most %3 may. See %4")
        .arg(differ)
        .arg(m_name)
        .arg(mostThatMayDiffer)
        .arg(wrongFolder());
}

void KeptPicture::leave(const QImage& now, const QImage& kept) const {
    const QDir folder(wrongFolder());
    folder.mkpath(QStringLiteral("."));
    now.save(folder.filePath(m_name + QStringLiteral("-now.png")));
    kept.save(folder.filePath(m_name + QStringLiteral("-kept.png")));
    if (now.size() != kept.size())
        return;
    QImage where(now.size(), QImage::Format_RGB32);
    where.fill(Qt::white);
    for (int y = 0; y < now.height(); ++y)
        for (int x = 0; x < now.width(); ++x)
            if (!isSame(now.pixel(x, y), kept.pixel(x, y)))
                where.setPixel(x, y, qRgb(200, 0, 0));
    where.save(folder.filePath(m_name + QStringLiteral("-where.png")));
}

}  // namespace heddle
