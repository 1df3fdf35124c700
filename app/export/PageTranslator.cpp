// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/PageTranslator.h"

#include <QCoreApplication>
#include <QTranslator>

#include <memory>

namespace heddle {

std::optional<PageTranslation> pageTranslationInto(const std::string& language) {
    if (language == "en")
        return PageTranslation();
    if (language.empty())
        return [](const char* context, const char* english) {
            return QCoreApplication::translate(context, english).toStdString();
        };
    // Shared: a function may be copied, a catalogue not.
    const auto catalogue = std::make_shared<QTranslator>();
    if (!catalogue->load(QStringLiteral(":/translations/heddle_") + QString::fromStdString(language)))
        return std::nullopt;
    return [catalogue](const char* context, const char* english) {
        const QString words = catalogue->translate(context, english);
        return words.isEmpty() ? std::string(english) : words.toStdString();
    };
}

}  // namespace heddle
