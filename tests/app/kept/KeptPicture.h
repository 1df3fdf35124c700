// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that were looked at and kept, and what is painted now beside them. What differs is left in the
// build's folder `pictures-wrong`; HEDDLE_RENEW_PICTURES keeps all as they are painted now.
#pragma once

#include "app/theme/Theme.h"

#include <QImage>
#include <QString>

namespace heddle {

// Thread: GUI only.
class KeptPicture {
public:
    KeptPicture(QString folder, QString name) : m_folder(std::move(folder)), m_name(std::move(name)) {}

    // "" where it looks as it did, but for so many pixels; else what is wrong. Renewed, it does.
    QString complaint(const QImage& now, int mostThatMayDiffer) const;

    // How many pixels differ by more than the rounding of smooth edges.
    static int differing(const QImage& a, const QImage& b);
    // Pictures are kept with these fonts: elsewhere boxes that are made for words are others. "" where the
    // fonts are the same.
    static QString otherFonts();

private:
    QString file() const;
    void leave(const QImage& now, const QImage& kept) const;

    QString m_folder, m_name;
};

}  // namespace heddle
