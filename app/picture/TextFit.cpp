// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/TextFit.h"

namespace heddle {

QString TextFit::longest(const QStringList& texts, double widthPx) const {
    for (const QString& text : texts)
        if (!text.isEmpty() && width(text) <= widthPx)
            return text;
    return QString();
}

}  // namespace heddle
