// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/SourceShelf.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace heddle {

namespace {

constexpr qint64 largest = 4 * 1024 * 1024;

QString tr(const char* words) {
    return QCoreApplication::translate("heddle::SourceShelf", words);
}

bool isSource(const QString& path) {
    static const QStringList endings{QStringLiteral("cpp"), QStringLiteral("cc"),  QStringLiteral("cxx"),
                                     QStringLiteral("c++"), QStringLiteral("c"),   QStringLiteral("h"),
                                     QStringLiteral("hpp"), QStringLiteral("hh"),  QStringLiteral("hxx"),
                                     QStringLiteral("ipp"), QStringLiteral("inl"), QStringLiteral("ixx"),
                                     QStringLiteral("tcc"), QStringLiteral("py")};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

// The path that it has without links, "" where it is none to be read.
QString readable(const QString& path) {
    const QString real = QFileInfo(path).canonicalFilePath();
    return isSource(path) && isSource(real) && QFileInfo(real).isFile() ? real : QString();
}

QString found(const QString& name, const QStringList& folders) {
    if (QDir::isAbsolutePath(name))
        return readable(name);
    for (const QString& folder : folders) {
        const QString root = QFileInfo(folder).canonicalFilePath();
        const QString path = readable(folder + QLatin1Char('/') + name);
        if (!root.isEmpty() && path.startsWith(root + QLatin1Char('/')))
            return path;
    }
    return {};
}

}  // namespace

SourceText readSource(const QString& name, const QStringList& folders, const QDateTime& recorded) {
    const QString path = found(name, folders);
    if (path.isEmpty())
        return {false,
                {},
                tr("%1 is not on this computer: these are the lines that the run tells of.").arg(name)};
    QFile file(path);
    if (file.size() > largest)
        return {false, {}, tr("%1 is too large to be shown.").arg(name)};
    if (!file.open(QIODevice::ReadOnly))
        return {false, {}, tr("%1 cannot be read: %2").arg(name, file.errorString())};
    const QByteArray bytes = file.read(largest);
    if (bytes.contains('\0'))
        return {false, {}, tr("%1 is no text.").arg(name)};
    SourceText text{true, QString::fromUtf8(bytes), {}};
    if (recorded.isValid() && QFileInfo(path).lastModified() > recorded)
        text.objection = tr("%1 was written after this run: lines may stand elsewhere now.").arg(name);
    return text;
}

}  // namespace heddle
